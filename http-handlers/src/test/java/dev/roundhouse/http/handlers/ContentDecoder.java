package dev.roundhouse.http.handlers;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Undoes content codings, as a client does. */
final class ContentDecoder {
    private ContentDecoder() {}

    static byte[] from(String coding, byte[] octets) throws IOException {
        try (InputStream decoded = stream(coding, new ByteArrayInputStream(octets))) {
            return decoded.readAllBytes();
        }
    }

    private static InputStream stream(String coding, InputStream octets) throws IOException {
        Brotli4jLoader.ensureAvailability();
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(octets);
            case "br" -> new BrotliInputStream(octets);
            case "zstd" -> new ZstdInputStream(octets);
            default -> octets;
        };
    }
}
