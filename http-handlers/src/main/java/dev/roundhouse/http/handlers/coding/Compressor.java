package dev.roundhouse.http.handlers.coding;

import java.io.IOException;

/** Compresses content with one coding. The output depends only on the input and the version of the library. */
@FunctionalInterface
public interface Compressor {
    byte[] compress(byte[] bytes) throws IOException;
}
