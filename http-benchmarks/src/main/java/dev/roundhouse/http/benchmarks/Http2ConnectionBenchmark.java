package dev.roundhouse.http.benchmarks;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.server.Http2Connection;
import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * HTTP/2 in clear: frames of requests in, frames of responses out, with the file handler and a small cached file. All results are for
 * one request, on a stream of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Http2ConnectionBenchmark {
    private static final int STREAMS = 32;

    /** The index of the stream in the header of a frame. */
    private static final int STREAM_AT = 5;

    private static final int WINDOW = 1 << 20;

    private final ByteBuffer responses = ByteBuffer.allocateDirect(256 << 10);
    private SampleSite site;
    private DocumentRoot root;
    private InMemoryDriver driver;
    private ByteBuffer one;
    private ByteBuffer many;
    private int frameBytes;
    private int nextStream;
    private long received;

    /** Creates the site, and reads the file. */
    @Setup
    public void open() throws IOException {
        site = new SampleSite();
        root = new DocumentRoot(site.root());
        connect();
        byte[] block = HpackEncoder.encodeStateless(List.of(
                new HpackField(":method", "GET"),
                new HpackField(":scheme", "http"),
                new HpackField(":authority", "www.example.org"),
                new HpackField(":path", "/")));
        byte[] frame = FrameWriter.frame(FrameType.HEADERS, Flags.END_HEADERS | Flags.END_STREAM, 1, block);
        frameBytes = frame.length;
        one = ByteBuffer.allocateDirect(frameBytes).put(frame);
        many = ByteBuffer.allocateDirect(STREAMS * frameBytes);
        for (int i = 0; i < STREAMS; i++) {
            many.put(frame);
        }
        exchange(one, 1);
        if (responses.position() <= FrameReader.HEADER_BYTES) {
            throw new IllegalStateException("no response");
        }
    }

    private void connect() throws IOException {
        driver = new InMemoryDriver(
                new Http2Connection(
                        Http2Limits.DEFAULT,
                        Timeouts.DEFAULT,
                        new ServerFields(() -> System.currentTimeMillis() / 1000, "Roundhouse"),
                        ConnectionContext.NONE,
                        System.nanoTime()),
                new FileHandler(root));
        driver.exchange(StandardCharsets.US_ASCII.encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), responses.clear());
        driver.exchange(ByteBuffer.wrap(FrameWriter.settings()), responses.clear());
        nextStream = 1;
        received = WINDOW;
    }

    /** Removes the site. */
    @TearDown
    public void close() throws IOException {
        root.close();
        site.close();
    }

    private void exchange(ByteBuffer requests, int count) throws IOException {
        if (nextStream < 0) {
            // The numbers of streams are used up.
            connect();
        }
        if (received >= WINDOW / 2) {
            driver.exchange(ByteBuffer.wrap(FrameWriter.windowUpdate(0, (int) received)), responses.clear());
            received = 0;
        }
        for (int i = 0; i < count; i++) {
            requests.putInt(i * frameBytes + STREAM_AT, nextStream);
            nextStream += 2;
        }
        driver.exchange(requests.rewind(), responses.clear());
        received += responses.position();
    }

    /** One request, then its response. */
    @Benchmark
    public ByteBuffer single() throws IOException {
        exchange(one, 1);
        return responses;
    }

    /** Requests on many streams at a time. */
    @Benchmark
    @OperationsPerInvocation(STREAMS)
    public ByteBuffer streams() throws IOException {
        exchange(many, STREAMS);
        return responses;
    }
}
