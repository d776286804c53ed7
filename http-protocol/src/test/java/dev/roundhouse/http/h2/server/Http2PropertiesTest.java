package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.semantics.SeededProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Properties of every order of frames and events over HTTP/2. The message of a failure contains its seed. */
class Http2PropertiesTest {
    private static final int TRIES = 400;
    private static final int MAX_BODY = 8_000;

    /** Kinds of {@link dev.roundhouse.http.connection.GeneratedResponses} that do not fail. */
    private static final String REGULAR = "bbbsssmtpnou";

    private static final String ALL = REGULAR + "vwxyfijz";

    private static List<List<byte[]>> requests(SplittableRandom random, String kinds) {
        List<List<byte[]>> requests = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            char kind = kinds.charAt(random.nextInt(kinds.length()));
            int size = random.nextInt(4) == 0 ? random.nextInt(80_000) : random.nextInt(3_000);
            requests.add(request(random, 2 * i + 1, "/" + kind + size, "uvwxy".indexOf(kind) >= 0));
        }
        return requests;
    }

    private static List<byte[]> request(SplittableRandom random, int id, String path, boolean isUpload) {
        String[] priority = {"priority", "u=" + random.nextInt(8) + (random.nextBoolean() ? ", i" : "")};
        if (!isUpload && random.nextInt(4) > 0) {
            String method = random.nextInt(5) == 0 ? "HEAD" : "GET";
            byte[] block = Http2Frames.block(Http2Frames.request(method, path, priority));
            return List.of(Http2Frames.headers(id, true, block));
        }
        List<byte[]> frames = new ArrayList<>();
        int size = random.nextInt(MAX_BODY);
        boolean isDeclared = random.nextBoolean();
        frames.add(
                isDeclared
                        ? Http2Frames.post(id, path, "content-length", Integer.toString(size))
                        : Http2Frames.post(id, path, priority));
        boolean hasTrailers = random.nextInt(3) == 0;
        for (int left = size; left > 0; ) {
            int part = 1 + random.nextInt(left);
            left -= part;
            boolean ends = left == 0 && !hasTrailers;
            frames.add(
                    random.nextInt(4) == 0
                            ? Http2Frames.paddedData(id, ends, random.nextInt(256), new byte[part])
                            : Http2Frames.data(id, ends, new byte[part]));
        }
        if (hasTrailers) {
            frames.add(Http2Frames.trailers(id, "checksum", "1"));
        } else if (size == 0) {
            frames.add(Http2Frames.data(id, true));
        }
        return frames;
    }

    private static Http2Limits limits() {
        return Http2Limits.of(Limits.DEFAULT.withBodyBytes(100_000));
    }

    private static Http2Limits limits(SplittableRandom random) {
        return Http2Limits.of(
                        Limits.DEFAULT.withBodyBytes(random.nextInt(10_000)).withRequests(1 + random.nextInt(20)))
                .withStreams(1 + random.nextInt(8));
    }

    private static Timeouts timeouts(SplittableRandom random) {
        return new Timeouts(
                Duration.ofSeconds(1 + random.nextInt(10)),
                Duration.ofSeconds(1 + random.nextInt(20)),
                Duration.ofSeconds(1 + random.nextInt(30)),
                Duration.ofSeconds(1 + random.nextInt(60)),
                Duration.ofSeconds(1 + random.nextInt(3)),
                new MinRate(random.nextInt(1_000), Duration.ofSeconds(1 + random.nextInt(10))),
                Duration.ofSeconds(random.nextInt(3)));
    }

    @Test
    void any_order_of_frames_and_any_split_give_the_same_responses() {
        SeededProperties.tryAll(TRIES, random -> {
            List<List<byte[]>> requests = requests(random, REGULAR);
            Http2Script regular = new Http2Script(limits(), Timeouts.DEFAULT, requests, bound -> 0).run();
            Http2Script other = new Http2Script(limits(), Timeouts.DEFAULT, requests, random::nextInt).run();

            assertEquals(regular.results(), other.results());
            regular.assertAllReleased();
            other.assertAllReleased();
        });
    }

    @Test
    void any_faults_keep_the_connection_consistent_and_release_everything_once() {
        SeededProperties.tryAll(2 * TRIES, random -> {
            List<List<byte[]>> requests = requests(random, ALL);
            new Http2Script(limits(random), timeouts(random), requests, random::nextInt).runWithFaults(2_000);
        });
    }

    @Test
    void timeouts_close_the_connection_in_every_state() {
        SeededProperties.tryAll(TRIES, random -> {
            List<List<byte[]>> requests = requests(random, ALL);
            new Http2Script(limits(random), timeouts(random), requests, random::nextInt)
                    .runThenWait(random.nextInt(200));
        });
    }
}
