package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.benchmarks.baseline.BaselineResponseHead;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a response to the bytes of its head: cached, encoded again, built again, and the baseline. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResponseHeadBenchmark {
    static final String SERVER = "Roundhouse";

    /** The headers of a small file. */
    static final Map<String, String> FIELDS = fields();

    private static final Body BODY = Body.of("Hello.");

    private final Response cached = response();
    private final ServerFields serverFields = new ServerFields(ResponseHeadBenchmark::epochSecond, SERVER);
    private final ServerFields expiringServerFields = new ServerFields(new TickingClock()::next, SERVER);
    private final ByteBuffer target = ByteBuffer.allocateDirect(1 << 10);

    /** A clock that advances a second with each call. */
    private static final class TickingClock {
        private long nowEpochSecond = epochSecond();

        private long next() {
            return nowEpochSecond++;
        }
    }

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Content-Type", "text/css; charset=utf-8");
        fields.put("Last-Modified", "Thu, 01 Jan 2026 12:00:00 GMT");
        fields.put("ETag", "\"3f8-1886a2f5f4b0000\"");
        fields.put("Accept-Ranges", "bytes");
        fields.put("Vary", "Accept-Encoding");
        fields.put("X-Content-Type-Options", "nosniff");
        return fields;
    }

    private static long epochSecond() {
        return System.currentTimeMillis() / 1000;
    }

    /** A response with these fields. */
    static Response response() {
        Headers.Builder headers = Headers.builder();
        FIELDS.forEach(headers::add);
        return new Response(Status.OK, headers.build(), BODY);
    }

    /** The head of a response as the engine encodes it. */
    static ByteBuffer encode(Response response, ServerFields serverFields, ByteBuffer target) {
        return target.clear()
                .put(ResponseHeadEncoder.encodedHead(response))
                .put(ResponseHeadEnd.encode(serverFields, Persistence.KEEP_ALIVE, false));
    }

    /** The same response again, within the same second. */
    @Benchmark
    public ByteBuffer cached() {
        return encode(cached, serverFields, target);
    }

    /** The same response again, each time a second later: the date is formatted again. */
    @Benchmark
    public ByteBuffer cachedWithNewDate() {
        return encode(cached, expiringServerFields, target);
    }

    /** A new response with a header section that exists. */
    @Benchmark
    public ByteBuffer encoded() {
        return encode(cached.with(BODY), serverFields, target);
    }

    /** A new response with a new header section, each field checked. */
    @Benchmark
    public ByteBuffer built() {
        return encode(response(), serverFields, target);
    }

    /** The baseline. */
    @Benchmark
    public ByteBuffer baseline() {
        return target.clear().put(BaselineResponseHead.encode("200 OK", FIELDS, BODY.length(), epochSecond(), SERVER));
    }
}
