package dev.roundhouse.http.benchmarks;

import dev.roundhouse.http.benchmarks.baseline.BaselineServer;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The bytes of requests in, the bytes of responses out: the connection and the file handler together, on a persistent
 * connection, for a small cached file. All results are for one request.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConnectionBenchmark {
    /** The number of pipelined requests. */
    private static final int PIPELINED = 16;

    /** The client. */
    @Param({"bare", "browser"})
    public String client;

    private final ByteBuffer responses = ByteBuffer.allocateDirect(64 << 10);
    private SampleSite site;
    private DocumentRoot root;
    private InMemoryDriver driver;
    private BaselineServer baseline;
    private ByteBuffer one;
    private ByteBuffer many;

    /** Creates the site, and reads each file. */
    @Setup
    public void open() throws IOException {
        site = new SampleSite();
        root = new DocumentRoot(site.root());
        FileHandler handler = new FileHandler(root);
        ServerFields serverFields = new ServerFields(ConnectionBenchmark::epochSecond, "Roundhouse");
        driver = new InMemoryDriver(
                new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, serverFields, System.nanoTime()), handler);
        String request = SampleRequests.request(client);
        baseline = BaselinePages.copyOf(handler, request, "Roundhouse");
        one = buffer(request);
        many = buffer(request.repeat(PIPELINED));
    }

    /** Removes the site. */
    @TearDown
    public void close() throws IOException {
        root.close();
        site.close();
    }

    private static long epochSecond() {
        return System.currentTimeMillis() / 1000;
    }

    private static ByteBuffer buffer(String text) {
        byte[] bytes = SampleRequests.bytes(text);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** One request, then its response. */
    @Benchmark
    public ByteBuffer single() throws IOException {
        driver.exchange(one.rewind(), responses.clear());
        return responses;
    }

    /** One request, then its response, with the baseline. */
    @Benchmark
    public ByteBuffer singleBaseline() {
        baseline.respond(one.rewind(), responses.clear(), epochSecond());
        return responses;
    }

    /** Sixteen pipelined requests. */
    @Benchmark
    @OperationsPerInvocation(PIPELINED)
    public ByteBuffer pipelined() throws IOException {
        driver.exchange(many.rewind(), responses.clear());
        return responses;
    }

    /** Sixteen pipelined requests, with the baseline. */
    @Benchmark
    @OperationsPerInvocation(PIPELINED)
    public ByteBuffer pipelinedBaseline() {
        baseline.respond(many.rewind(), responses.clear(), epochSecond());
        return responses;
    }
}
