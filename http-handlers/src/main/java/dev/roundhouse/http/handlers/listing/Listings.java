package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Builds listings on an executor, since reading a large directory would block the other connections of an event loop for too
 * long. The executor limits how many are built at the same time: requests for the same listing share one build. A build for which
 * no client waits any more is skipped.
 */
public final class Listings {
    private final Executor executor;
    private final long sharedNanos;
    private final LongSupplier nanoClock;

    /** Those that are waiting or running and may be shared. Guarded by this. */
    private final Map<Key, Build> builds = new HashMap<>();

    /** Reads a directory, and makes the response that lists it. */
    @FunctionalInterface
    public interface ListingSource {
        Response read() throws IOException;
    }

    /**
     * What a listing depends on, apart from the disk.
     *
     * @param variant as {@link DirectoryListing#variant} returns it
     */
    public record Key(DocumentRoot root, Path directory, UriPath path, DirectoryListing.Variant variant) {}

    /**
     * No build is in progress yet.
     *
     * @param executor rejects tasks when its queue is full
     * @param shared how old what a running build has read may be for a request that joins it; zero if each listing must show
     *     all changes before its request
     * @param nanoClock such as {@code System::nanoTime}
     */
    public Listings(Executor executor, Duration shared, LongSupplier nanoClock) {
        this.executor = executor;
        this.sharedNanos = shared.toNanos();
        this.nanoClock = nanoClock;
    }

    /**
     * A listing, when it is built.
     *
     * @param fallback the response to a request whose listing cannot be read
     * @throws RejectedExecutionException when too many listings wait to be built
     */
    public Reply of(Key key, ListingSource source, Function<IOException, Response> fallback) {
        Build build = join(key, source);
        CompletableFuture<Response> clientStage =
                build.response.handle((response, failure) -> failure == null ? response : failed(failure, fallback));
        leaveWhenCancelled(build, clientStage, clientStage);
        return Reply.later(clientStage);
    }

    /** @param stage the same future: the return value of {@code whenComplete} may be ignored for a stage only */
    private void leaveWhenCancelled(
            Build build, CompletableFuture<Response> clientStage, CompletionStage<Response> stage) {
        stage.whenComplete((response, failure) -> {
            if (clientStage.isCancelled()) {
                leave(build);
            }
        });
    }

    private static Response failed(Throwable failure, Function<IOException, Response> fallback) {
        Throwable cause = LaterReply.cause(failure);
        if (cause instanceof IOException unreadable) {
            return fallback.apply(unreadable);
        }
        throw new CompletionException(cause);
    }

    private synchronized Build join(Key key, ListingSource source) {
        Build shared = builds.get(key);
        if (shared != null && shared.isFresh()) {
            shared.clients++;
            return shared;
        }
        Build build = new Build(key, source);
        builds.put(key, build);
        try {
            executor.execute(build);
        } catch (RejectedExecutionException tooMany) {
            builds.remove(key, build);
            throw tooMany;
        }
        return build;
    }

    private synchronized void leave(Build build) {
        build.clients--;
    }

    private synchronized boolean begin(Build build) {
        if (build.clients == 0) {
            builds.remove(build.key, build);
            return false;
        }
        build.isRunning = true;
        build.began = nanoClock.getAsLong();
        return true;
    }

    /** Called before completion, so that a request after the response starts a new build. */
    private synchronized void end(Build build) {
        builds.remove(build.key, build);
    }

    /** How many builds may be shared, for tests. */
    synchronized int size() {
        return builds.size();
    }

    /** A build, and the requests that wait for it. */
    private final class Build implements Runnable {
        private final Key key;
        private final ListingSource source;
        private final CompletableFuture<Response> response = new CompletableFuture<>();

        // Guarded by the listings.
        private int clients = 1;
        private boolean isRunning;
        private long began;

        private Build(Key key, ListingSource source) {
            this.key = key;
            this.source = source;
        }

        /** A build that has not started will read the current state; one that runs may have read an earlier state. */
        private boolean isFresh() {
            return !isRunning || nanoClock.getAsLong() - began < sharedNanos;
        }

        @Override
        public void run() {
            if (begin(this)) {
                try {
                    Response built = source.read();
                    end(this);
                    response.complete(built);
                } catch (Throwable failure) {
                    end(this);
                    response.completeExceptionally(failure);
                }
            } else {
                response.cancel(false);
            }
        }
    }
}
