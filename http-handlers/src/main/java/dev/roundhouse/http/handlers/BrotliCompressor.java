package dev.roundhouse.http.handlers;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;

/** Brotli by brotli4j, an optional library. */
final class BrotliCompressor implements Compressor {
    /** Smaller than gzip at its best and faster than gzip as usual; the best quality takes seventy times as long. */
    private static final Encoder.Parameters QUALITY = Encoder.Parameters.create(5);

    /** @throws LinkageError when the library, or its part for this machine, is missing */
    BrotliCompressor() {
        Brotli4jLoader.ensureAvailability();
    }

    @Override
    public byte[] compress(byte[] octets) throws IOException {
        return Encoder.compress(octets, QUALITY);
    }
}
