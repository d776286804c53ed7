package dev.roundhouse.http.handlers.coding;

import java.io.IOException;

/** Compresses content in one coding. Equal input gives equal output, as long as the version of the library is the same. */
@FunctionalInterface
public interface Compressor {
    /** The compressed bytes. */
    byte[] compress(byte[] bytes) throws IOException;
}
