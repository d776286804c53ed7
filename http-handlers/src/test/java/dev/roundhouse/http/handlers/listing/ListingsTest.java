package dev.roundhouse.http.handlers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingsTest {
    private static final Duration SHARED = Duration.ofSeconds(1);
    private static final Response UNREADABLE = Response.of(Status.INTERNAL_SERVER_ERROR);

    @TempDir
    Path directory;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Response> built = new ArrayList<>();
    private final Listings listings = new Listings(this::execute, SHARED, () -> this.now);
    private DocumentRoot root;
    private int room = Integer.MAX_VALUE;
    private long now;

    @BeforeEach
    void openRoot() throws IOException {
        root = new DocumentRoot(directory);
    }

    private void execute(Runnable build) {
        if (waiting.size() >= room) {
            throw new RejectedExecutionException("full");
        }
        waiting.add(build);
    }

    private void buildAll() {
        for (Runnable build = waiting.poll(); build != null; build = waiting.poll()) {
            build.run();
        }
    }

    private Listings.Key key(String query, boolean json) {
        DirectoryListing.Variant variant = new DirectoryListing.Variant(ListingQuery.parse(query), json);
        return new Listings.Key(root, directory, UriPath.ROOT, variant);
    }

    private Response build() {
        built.add(Response.plain(Status.OK, "listing " + built.size()));
        return built.get(built.size() - 1);
    }

    private Reply request(String query) {
        return listings.of(key(query, false), this::build, failure -> UNREADABLE);
    }

    @Test
    void equal_requests_during_a_build_share_it() throws IOException {
        List<Reply> replies = new ArrayList<>();
        for (int client = 0; client < 16; client++) {
            replies.add(request(client % 2 == 0 ? "" : "?unknown=" + client));
        }
        buildAll();

        assertEquals(1, built.size());
        for (Reply reply : replies) {
            assertSame(built.get(0), reply.await());
        }
        assertEquals(0, listings.size());
    }

    @Test
    void different_order_page_or_format_is_built_separately() throws IOException {
        Reply byName = request("");
        Reply bySize = request("?sort=size");
        Reply part = request("?after=f.0.m");
        Reply json = listings.of(key("", true), this::build, failure -> UNREADABLE);
        buildAll();

        assertEquals(
                4,
                List.of(byName.await(), bySize.await(), part.await(), json.await()).stream()
                        .distinct()
                        .count());
    }

    @Test
    void request_after_a_completed_build_starts_another() throws IOException {
        Reply first = request("");
        buildAll();
        Reply second = request("");
        buildAll();

        assertSame(built.get(0), first.await());
        assertSame(built.get(1), second.await());
    }

    /** The entries that a build has read are older than its response. */
    @Test
    void running_build_is_joined_within_a_second() throws IOException {
        List<Reply> joined = new ArrayList<>();
        Reply first = listings.of(
                key("", false),
                () -> {
                    now += SHARED.toNanos() - 1;
                    joined.add(request(""));
                    now++;
                    joined.add(request(""));
                    return build();
                },
                failure -> UNREADABLE);
        buildAll();

        assertSame(first.await(), joined.get(0).await());
        assertSame(built.get(1), joined.get(1).await());
    }

    @Test
    void running_build_is_not_joined_without_a_cache() throws IOException {
        Listings uncached = new Listings(this::execute, Duration.ZERO, () -> now);
        List<Reply> others = new ArrayList<>();
        Reply first = uncached.of(
                key("", false),
                () -> {
                    others.add(uncached.of(key("", false), this::build, failure -> UNREADABLE));
                    others.add(uncached.of(key("", false), this::build, failure -> UNREADABLE));
                    return build();
                },
                failure -> UNREADABLE);
        buildAll();

        assertSame(built.get(0), first.await());
        assertSame(built.get(1), others.get(0).await());
        assertSame(built.get(1), others.get(1).await());
    }

    @Test
    void build_with_all_replies_cancelled_is_skipped() throws IOException {
        LaterReply first = (LaterReply) request("");
        LaterReply second = (LaterReply) request("");
        first.cancel();
        first.cancel();
        Reply other = request("?sort=time");
        second.cancel();
        buildAll();

        assertEquals(List.of(other.await()), built);
        assertEquals(0, listings.size());
    }

    @Test
    void build_with_a_pending_reply_is_not_skipped() throws IOException {
        LaterReply gone = (LaterReply) request("");
        Reply stays = request("");
        gone.cancel();
        buildAll();

        assertSame(built.get(0), stays.await());
    }

    @Test
    void each_reply_of_a_failed_read_has_its_own_error_response() throws IOException {
        Listings.ListingSource unreadable = () -> {
            throw new IOException("on purpose");
        };
        Response page = Response.of(Status.NOT_FOUND);
        Reply one = listings.of(key("", false), unreadable, failure -> UNREADABLE);
        Reply other = listings.of(key("", false), unreadable, failure -> page);
        buildAll();

        assertSame(UNREADABLE, one.await());
        assertSame(page, other.await());
    }

    @Test
    void exception_in_a_build_fails_the_reply() {
        Reply reply = listings.of(
                key("", false),
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                failure -> UNREADABLE);
        buildAll();

        assertThrows(IllegalStateException.class, reply::await);
        assertEquals(0, listings.size());
    }

    @Test
    void builds_above_the_limit_are_rejected_and_release_everything() throws IOException {
        room = 1;
        Reply first = request("");
        Reply shared = request("");
        assertThrows(RejectedExecutionException.class, () -> request("?sort=size"));
        buildAll();
        Reply later = request("?sort=size");
        buildAll();

        assertSame(first.await(), shared.await());
        assertSame(built.get(1), later.await());
        assertEquals(0, listings.size());
    }

    /** For any order of requests, cancellations and builds, every other reply is completed, and nothing remains. */
    @Test
    void every_reply_not_cancelled_is_completed() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Reply> staying = new ArrayList<>();
            List<LaterReply> leaving = new ArrayList<>();
            for (int step = 0; step < 100; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> staying.add(request("?q=" + random.nextInt(3)));
                    case 1 -> leaving.add((LaterReply) request("?q=" + random.nextInt(3)));
                    case 2 ->
                        leaving.stream()
                                .skip(random.nextInt(leaving.size() + 1))
                                .findFirst()
                                .ifPresent(LaterReply::cancel);
                    default -> {
                        if (!waiting.isEmpty()) {
                            waiting.remove().run();
                        }
                    }
                }
            }
            buildAll();
            for (Reply reply : staying) {
                assertEquals(Status.OK, ((Response) reply.await()).status(), "seed " + seed);
            }
            assertEquals(0, listings.size(), "seed " + seed);
        }
    }
}
