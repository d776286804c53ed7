package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.FileContent;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes of files that are too large to be read while a request waits. Each version is hashed once in the background and found
 * by its metadata. A file has no hash until then.
 */
final class ContentHashCache {
    private static final Logger LOG = LoggerFactory.getLogger(ContentHashCache.class);
    private static final int READ_SIZE = 64 << 10;

    /** About a thousand files with paths of usual length. */
    private static final long CAPACITY = 256 << 10;

    private static final long OVERHEAD = 200;

    private final DocumentRoot root;
    private final Executor background;
    private final SieveCache<CachedHash> hashes = new SieveCache<>(CAPACITY);

    /** A version of a file with its hash, which is empty while it is computed. */
    private record CachedHash(RegularFile file, Optional<String> hash) {}

    ContentHashCache(DocumentRoot root, Executor background) {
        this.root = root;
        this.background = background;
    }

    /** The hash of this version, if it was computed. */
    Optional<String> of(RegularFile file) {
        String key = file.path().toString();
        Optional<CachedHash> cached =
                hashes.get(key).filter(cachedHash -> cachedHash.file().equals(file));
        if (cached.isPresent()) {
            return cached.get().hash();
        }
        put(new CachedHash(file, Optional.empty()));
        try {
            background.execute(() -> compute(file));
        } catch (RejectedExecutionException busy) {
            remove(file);
        }
        // The executor may have run it at once.
        return hashes.get(key).flatMap(CachedHash::hash);
    }

    private void put(CachedHash cachedHash) {
        String key = cachedHash.file().path().toString();
        hashes.put(key, cachedHash, OVERHEAD + key.length());
    }

    private void remove(RegularFile file) {
        String key = file.path().toString();
        hashes.get(key).ifPresent(cachedHash -> hashes.remove(key, cachedHash));
    }

    private void compute(RegularFile file) {
        try {
            read(file).ifPresentOrElse(hash -> put(new CachedHash(file, Optional.of(hash))), () -> remove(file));
        } catch (IOException unreadable) {
            LOG.debug("cannot compute a content hash", unreadable);
            remove(file);
        }
    }

    /** Nothing when the file was changed while it was read. */
    private Optional<String> read(RegularFile file) throws IOException {
        Optional<FileContent> opened = root.openIfUnchanged(file);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        ContentHash contentHash = new ContentHash();
        ByteBuffer step = ByteBuffer.allocateDirect(READ_SIZE);
        try (FileContent content = opened.get()) {
            long position = 0;
            for (int count = content.read(0, step); count > 0; count = content.read(position, step.clear())) {
                contentHash.update(step.flip());
                position += count;
            }
        }
        return root.isUnchanged(file) ? Optional.of(contentHash.finish()) : Optional.empty();
    }
}
