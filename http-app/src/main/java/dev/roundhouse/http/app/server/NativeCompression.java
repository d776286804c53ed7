package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.coding.CompressionLibraries;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native libraries of the requested content codings in the background, so that no request waits for them. It logs a
 * warning if they cannot be loaded: the only other effect would be larger responses.
 */
public final class NativeCompression {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCompression.class);

    /** The first requests come before it, and most of them need no library. One that needs a library loads it. */
    private static final long DELAY_MILLIS = 1000;

    private NativeCompression() {}

    public static void prepare(Collection<ContentCoding> requested) {
        if (requested.contains(ContentCoding.BROTLI) || requested.contains(ContentCoding.ZSTD)) {
            Thread thread = new Thread(() -> loadAfterStartup(requested), "compression-libraries");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void loadAfterStartup(Collection<ContentCoding> requested) {
        try {
            Thread.sleep(DELAY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        load(requested);
    }

    private static void load(Collection<ContentCoding> requested) {
        Map<ContentCoding, String> failures = CompressionLibraries.load(requested);
        if (!failures.isEmpty()) {
            LOG.warn(
                    "compression with {} is not available, since native libraries cannot be loaded from {}: {}. Set"
                            + " -Djava.io.tmpdir (for bin/roundhouse in JAVA_OPTS) to a writable directory that is not"
                            + " mounted noexec, or set --compress=gzip",
                    String.join(
                            " and ",
                            failures.keySet().stream().map(ContentCoding::token).toList()),
                    System.getProperty("java.io.tmpdir"),
                    failures.values().iterator().next());
        }
    }
}
