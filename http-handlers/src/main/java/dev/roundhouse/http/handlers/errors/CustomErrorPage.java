package dev.roundhouse.http.handlers.errors;

import dev.roundhouse.http.handlers.content.Freshness;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.handlers.files.TooManyOpenFilesException;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.logging.FailureLog;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * An error page of a site: a file in its root directory. It is checked once a second, read again if its metadata has changed, and
 * kept in memory, since errors often occur in large numbers.
 */
final class CustomErrorPage {
    /** Larger files are not used as error pages. */
    static final int MAX_SIZE = 256 << 10;

    private final DocumentRoot root;
    private final UriPath path;
    private final Status status;
    private final FileOptions options;
    private final FailureLog failures = new FailureLog(CustomErrorPage.class, System::nanoTime);
    private volatile CachedPage cached =
            new CachedPage(Optional.empty(), Optional.empty(), new Freshness(Long.MIN_VALUE / 2));

    /**
     * The result of the last check.
     *
     * @param stableFile the file, unless it may change without a change of its metadata
     */
    private record CachedPage(Optional<RegularFile> stableFile, Optional<Response> response, Freshness freshness) {}

    /** The page in the file of this name, for this status. */
    CustomErrorPage(DocumentRoot root, String name, Status status, FileOptions options) {
        this.root = root;
        this.path = new UriPath(List.of(name), false);
        this.status = status;
        this.options = options;
    }

    /** The response; nothing if there is no such file, or it cannot be read. */
    Optional<Response> response(long nowMillis) {
        CachedPage before = cached;
        return before.freshness().isFresh(nowMillis) ? before.response() : check(nowMillis);
    }

    /** One thread checks the file; others wait for its result. */
    private synchronized Optional<Response> check(long nowMillis) {
        CachedPage before = cached;
        if (before.freshness().isFresh(nowMillis)) {
            return before.response();
        }
        CachedPage now = reload(before, nowMillis);
        cached = now;
        return now.response();
    }

    private CachedPage reload(CachedPage before, long nowMillis) {
        Freshness freshness = new Freshness(nowMillis);
        try {
            if (!(root.resolve(path) instanceof RegularFile regularFile)
                    || regularFile.metadata().size() > MAX_SIZE) {
                return new CachedPage(Optional.empty(), Optional.empty(), freshness);
            }
            if (before.stableFile().equals(Optional.of(regularFile))) {
                return new CachedPage(before.stableFile(), before.response(), freshness);
            }
            boolean isStable = regularFile.metadata().isStable(nowMillis);
            Optional<Response> response = read(regularFile);
            return new CachedPage(
                    isStable && response.isPresent() ? Optional.of(regularFile) : Optional.empty(),
                    response,
                    freshness);
        } catch (TooManyOpenFilesException e) {
            // An old page is better than none; the handler reports the lack of descriptors.
            return new CachedPage(before.stableFile(), before.response(), freshness);
        } catch (IOException e) {
            failures.warn("reading the error page " + path.encoded(), e);
            return new CachedPage(Optional.empty(), Optional.empty(), freshness);
        }
    }

    private Optional<Response> read(RegularFile regularFile) throws IOException {
        ByteBuffer room = ByteBuffer.allocate((int) regularFile.metadata().size());
        return root.readIfUnchanged(regularFile, room).map(bytes -> new Response(status, headers(), Body.of(bytes)));
    }

    /** The headers of the file, except that copies of errors must be revalidated. */
    private Headers headers() {
        String contentType = options.mediaTypes().forFileName(path.segments().get(0));
        Headers configured = options.headers().headers(path, contentType);
        return Headers.builder()
                .addAll(StatusPage.headers(contentType))
                .addAll(configured.without(FieldName.CACHE_CONTROL).without(HeaderPolicy.CONTENT_TYPE_OPTIONS))
                .build();
    }
}
