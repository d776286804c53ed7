package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.benchmarks.SampleRequests;
import dev.roundhouse.http.benchmarks.baseline.BaselineChunkedDecoder;
import dev.roundhouse.http.h1.Http1Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decodes a complete chunked body of 64 KiB and copies its content. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkedBenchmark {
    private static final int LENGTH = 64 << 10;

    /** Bytes in a chunk. */
    @Param({"16384", "16"})
    public int chunk;

    private final ByteBuffer target = ByteBuffer.allocateDirect(LENGTH);
    private byte[] bytes;
    private ByteBuffer wire;

    /** Creates the body. */
    @Setup
    public void encode() {
        bytes = SampleRequests.bytes(body(LENGTH, chunk));
        wire = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** The body of that length in chunks of that size. */
    static String body(int length, int chunk) {
        String one = Integer.toHexString(chunk) + "\r\n" + "x".repeat(chunk) + "\r\n";
        return one.repeat(length / chunk) + "0\r\n\r\n";
    }

    /** The decoder of this project. */
    @Benchmark
    public ByteBuffer decode() throws Http1Exception, IOException {
        target.clear();
        new ChunkedDecoder(Http1Limits.DEFAULT).decode(wire.rewind(), target::put);
        return target;
    }

    /** The baseline. */
    @Benchmark
    public ByteBuffer decodeBaseline() throws IOException {
        BaselineChunkedDecoder.decode(new ByteArrayInputStream(bytes), target.clear());
        return target;
    }
}
