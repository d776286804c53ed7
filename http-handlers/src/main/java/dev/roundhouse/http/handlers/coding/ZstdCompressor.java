package dev.roundhouse.http.handlers.coding;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;

/** Compresses with Zstandard, by the optional library zstd-jni. */
final class ZstdCompressor implements Compressor {
    /** As small as brotli's quality 5, at the same speed. Its window is below the 8 MiB that RFC 9659 allows. */
    private static final int LEVEL = 9;

    /** @throws LinkageError when the library, or its native part for this machine, is missing */
    ZstdCompressor() {
        if (System.getProperty("ZstdNativePath") != null || System.getProperty("ZstdTempFolder") != null) {
            // A configured library, or directory to extract it to, takes precedence.
            Native.load();
        } else {
            CompressionLibraries.loadExtracted(
                    directory -> Native.load(directory.path().toFile()));
        }
    }

    @Override
    public byte[] compress(byte[] bytes) {
        return Zstd.compress(bytes, LEVEL);
    }
}
