package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.errors.BuiltInPages;
import dev.roundhouse.http.handlers.errors.ErrorPages;
import dev.roundhouse.http.handlers.files.EntrySource;
import dev.roundhouse.http.handlers.listing.DirectoryListing;
import dev.roundhouse.http.handlers.listing.Listings;
import dev.roundhouse.http.handlers.mapping.MappingResult.ListDirectory;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.Preconditions;
import dev.roundhouse.http.semantics.Validators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds with directory listings. They are built on threads of their own, since reading a directory would block an event loop.
 */
final class ListingResponder implements AutoCloseable {
    /** How old the content of a listing may be for a request that shares it. */
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private static final String RETRY_SECONDS = "1";

    private static final Logger LOG = LoggerFactory.getLogger(ListingResponder.class);

    private final FileOptions options;
    private final ErrorPages errorPages;
    private final FailureResponder failures;
    private final InstantSource clock;
    private final BackgroundExecutor executor = BackgroundExecutor.forListings();
    private final Listings listings;

    ListingResponder(FileOptions options, ErrorPages errorPages, FailureResponder failures, InstantSource clock) {
        this.options = options;
        this.errorPages = errorPages;
        this.failures = failures;
        this.clock = clock;
        this.listings = new Listings(executor, options.cacheBytes() == 0 ? Duration.ZERO : MAX_AGE, System::nanoTime);
    }

    /** A listing has neither entity tag nor date: a condition can only be about its existence. RFC 9110 §13.2.1 */
    Reply respond(Request request, ListDirectory list) throws IOException {
        Headers requestHeaders = request.headers();
        Headers headers = options.headers().headers(list.path(), "text/html");
        return switch (Preconditions.decide(
                request.method(), requestHeaders, Optional.of(Validators.NONE), clock.instant())) {
            case FAILED -> BuiltInPages.PRECONDITION_FAILED.forClient(requestHeaders);
            case NOT_MODIFIED -> DirectoryListing.notModified(headers);
            case PROCEED -> build(request, list, headers);
        };
    }

    private Reply build(Request request, ListDirectory list, Headers headers) {
        Listings.Key key =
                new Listings.Key(list.root(), list.directory().path(), list.path(), DirectoryListing.variant(request));
        try {
            return listings.of(
                    key, () -> listing(request, list, headers), failure -> failures.respond(request, failure));
        } catch (RejectedExecutionException e) {
            LOG.debug("too many listings are waiting to be built", e);
            return BuiltInPages.OVERLOADED.forClient(request.headers()).with(FieldName.RETRY_AFTER, RETRY_SECONDS);
        }
    }

    /** A directory may be deleted, or become unreadable, after it was found. */
    private Response listing(Request request, ListDirectory list, Headers headers) throws IOException {
        try (EntrySource entries = list.root().entries(list.directory())) {
            return DirectoryListing.response(request, list.path(), entries, headers);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
            LOG.debug("a directory disappeared while it was listed", e);
            return errorPages.notFound(request.headers(), clock.millis());
        }
    }

    /** Ends the threads when the listings that are being built are complete. */
    @Override
    public void close() {
        executor.close();
    }
}
