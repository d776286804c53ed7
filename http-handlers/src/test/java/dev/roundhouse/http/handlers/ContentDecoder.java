package dev.roundhouse.http.handlers;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Decodes content codings, as a client does. */
public final class ContentDecoder {
    private ContentDecoder() {}

    public static byte[] from(String coding, byte[] bytes) throws IOException {
        try (InputStream decoded = stream(coding, new ByteArrayInputStream(bytes))) {
            return decoded.readAllBytes();
        }
    }

    private static InputStream stream(String coding, InputStream bytes) throws IOException {
        Brotli4jLoader.ensureAvailability();
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(bytes);
            case "br" -> new BrotliInputStream(bytes);
            case "zstd" -> new ZstdInputStream(bytes);
            default -> bytes;
        };
    }
}
