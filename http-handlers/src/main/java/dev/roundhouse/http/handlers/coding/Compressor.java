package dev.roundhouse.http.handlers.coding;

import java.io.IOException;

/** Makes content smaller in one coding. The same octets in give the same octets out, as long as the library is the same. */
@FunctionalInterface
public interface Compressor {
    byte[] compress(byte[] bytes) throws IOException;
}
