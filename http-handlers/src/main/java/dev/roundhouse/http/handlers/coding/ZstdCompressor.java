package dev.roundhouse.http.handlers.coding;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;

/** Zstandard by zstd-jni, an optional library. */
final class ZstdCompressor implements Compressor {
    /** As small as brotli's quality 5, at the same speed. Its window stays under the 8 MiB that RFC 9659 allows. */
    private static final int LEVEL = 9;

    /** @throws LinkageError when the library, or its part for this machine, is missing */
    ZstdCompressor() {
        if (System.getProperty("ZstdNativePath") != null || System.getProperty("ZstdTempFolder") != null) {
            // Who names a library, or a directory to unpack it into, is obeyed.
            Native.load();
        } else {
            CompressionLibraries.loadExtracted(directory -> Native.load(directory.toFile()));
        }
    }

    @Override
    public byte[] compress(byte[] bytes) {
        return Zstd.compress(bytes, LEVEL);
    }
}
