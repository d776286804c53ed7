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
 * Builds listings on an executor, since to read a large directory takes longer than the other connections of a selector loop
 * should wait. How many are built at a time, and with how much memory, is up to the executor, not to the clients: requests
 * for the same listing share one build. A build for which no client waits any more is skipped.
 */
public final class Listings {
    private final Executor executor;
    private final long sharedNanos;
    private final LongSupplier nanoClock;

    /** Those that are waiting or running and may be shared. Guarded by this. */
    private final Map<Key, Build> builds = new HashMap<>();

    /** Makes a listing. */
    @FunctionalInterface
    public interface ListingBuilder {
        Response build() throws IOException;
    }

    /**
     * What a listing depends on, apart from the disk.
     *
     * @param variant as {@link DirectoryListing#variant} tells it
     */
    public record Key(DocumentRoot root, Path directory, UriPath path, DirectoryListing.Variant variant) {}

    /**
     * No listings yet.
     *
     * @param executor refuses work when too much waits
     * @param shared how old what a running build has read may be for a request that joins it; zero when each request is to see
     *     all that happened before it
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
    public Reply of(Key key, ListingBuilder builder, Function<IOException, Response> fallback) {
        Build build = join(key, builder);
        CompletableFuture<Response> mine =
                build.response.handle((response, failure) -> failure == null ? response : failed(failure, fallback));
        leaveWhenCancelled(build, mine, mine);
        return Reply.later(mine);
    }

    /** @param stage the same once more, since what follows from a future must not be thrown away, and nothing is made of this */
    private void leaveWhenCancelled(Build build, CompletableFuture<Response> mine, CompletionStage<Response> stage) {
        stage.whenComplete((response, failure) -> {
            if (mine.isCancelled()) {
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

    private synchronized Build join(Key key, ListingBuilder builder) {
        Build shared = builds.get(key);
        if (shared != null && shared.isFresh()) {
            shared.clients++;
            return shared;
        }
        Build build = new Build(key, builder);
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

    /** Before it is completed: who asks when a response is out gets a later one. */
    private synchronized void end(Build build) {
        builds.remove(build.key, build);
    }

    /** How many builds may be shared, for tests. */
    synchronized int size() {
        return builds.size();
    }

    /** One listing on its way to all who asked for it. */
    private final class Build implements Runnable {
        private final Key key;
        private final ListingBuilder builder;
        private final CompletableFuture<Response> response = new CompletableFuture<>();

        // Guarded by the listings.
        private int clients = 1;
        private boolean isRunning;
        private long began;

        private Build(Key key, ListingBuilder builder) {
            this.key = key;
            this.builder = builder;
        }

        /** One that waits will read what there is then; one that runs may have read over what was there before. */
        private boolean isFresh() {
            return !isRunning || nanoClock.getAsLong() - began < sharedNanos;
        }

        @Override
        public void run() {
            if (begin(this)) {
                try {
                    Response built = builder.build();
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
