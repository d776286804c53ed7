package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.benchmarks.SampleRequests;
import dev.roundhouse.http.benchmarks.baseline.BaselineRequestHead;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.HeadBuffer;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.h1.codec.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From bytes to a request: parsed, found in two caches, and the baseline. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestHeadBenchmark {
    /** The request. */
    @Param({"bare", "browser"})
    public String client;

    private final HeadBuffer buffer = HeadBuffer.forHeads(Http1Limits.DEFAULT);
    private final HeadReader reader = new HeadReader(Http1Limits.DEFAULT, new RequestHeadCache(1 << 10));
    private ByteBuffer head;
    private ByteBuffer other;

    /** Encodes the request. */
    @Setup
    public void encode() {
        String text = SampleRequests.request(client);
        head = buffer(text);
        other = buffer(text.replace("example", "exemplo"));
    }

    private static ByteBuffer buffer(String text) {
        byte[] bytes = SampleRequests.bytes(text);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Every head is parsed. */
    @Benchmark
    public RequestHead read() throws Http1Exception {
        return RequestHead.parse(buffer.accumulate(head.rewind()), Http1Limits.DEFAULT);
    }

    /** The client sends the same head again. */
    @Benchmark
    public Optional<RequestHead> lastHead() {
        return reader.read(head.rewind());
    }

    /** The head is in the shared cache, but not the last one of the connection: two heads alternate, of which one is returned. */
    @Benchmark
    public Optional<RequestHead> cachedHead() {
        ByteBuffer next = head;
        head = other;
        other = next;
        return reader.read(next.rewind());
    }

    /** The baseline. */
    @Benchmark
    public Optional<BaselineRequestHead> baseline() {
        return BaselineRequestHead.parse(
                StandardCharsets.ISO_8859_1.decode(head.rewind()).toString());
    }
}
