package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.GreedyClient;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A calm client gets its responses in time while greedy clients send without end. A transport with event loops has one; there
 * are as many greedy clients as threads that they could occupy.
 */
public abstract class FairnessContract extends TransportFixture {
    private static final String HEAD = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String PUT = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String REJECTED_UPLOAD =
            "POST /rejected HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** Maximum 99th percentile of the response time. */
    private static final Duration MAX_P99 = Duration.ofMillis(50);

    /** Other processes may occupy the processors for a while: one of so many rounds has to pass. */
    private static final int ROUNDS = 30;

    private static final int REQUESTS = 100;

    /** Number of slower responses of a hundred that a 99th percentile allows. */
    private static final int MAX_SLOWER = 1;

    private static final Duration SETTLING = Duration.ofMillis(700);
    private static final long CALM_MILLIS = 2;

    private final List<GreedyClient> greedyClients = new ArrayList<>();
    private Listener listener;

    /** For subclasses. */
    protected FairnessContract() {}

    /**
     * The number of threads that greedy connections must occupy before others have to wait: event loops, which are set to
     * 1, or the carriers of virtual threads. 1 for a transport with a platform thread per connection, too.
     */
    protected int threads() {
        return 1;
    }

    private void start(String first, String then) throws IOException {
        Http1Limits limits = Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));
        Service service = new Service(
                CheckedService.http1(limits, Timeouts.DEFAULT, ""), FairnessContract::respond, TransportObserver.NONE);
        listener = listen(service, 1);
        for (int i = 0; i < threads(); i++) {
            greedyClients.add(new GreedyClient(() -> connect(listener.address(), 0), first, then).start());
        }
    }

    private static Reply respond(Request request) {
        if (request.method().equals(Method.PUT)) {
            return new UnboundedUpload();
        }
        int length = request.target().path().equals("/large") ? 1 << 20 : 20;
        return new Response(Status.OK, Headers.EMPTY, new Body.Bytes(ByteBuffer.allocate(length)));
    }

    private static final class UnboundedUpload implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Response finish() {
            return Response.plain(Status.OK, "all of it");
        }
    }

    @AfterEach
    void closeAll() {
        greedyClients.forEach(GreedyClient::close);
    }

    /** Whether 99 of 100 responses to a calm client took no longer than the maximum. */
    private boolean isCalmClientServedInTime() throws IOException, InterruptedException {
        int longer = 0;
        try (RawClient calm = connect(listener)) {
            for (int i = 0; i < REQUESTS && longer <= MAX_SLOWER; i++) {
                Thread.sleep(CALM_MILLIS);
                long beginNanos = System.nanoTime();
                calm.send(GET);
                assertStartsWith("HTTP/1.1 200 OK\r\n", calm.readResponse());
                longer += System.nanoTime() - beginNanos < MAX_P99.toNanos() ? 0 : 1;
            }
        }
        return longer <= MAX_SLOWER;
    }

    private void assertCalmClientIsServedDuring(String first, String then) throws IOException, InterruptedException {
        start(first, then);
        Thread.sleep(SETTLING.toMillis());
        boolean inTime = false;
        for (int i = 0; i < ROUNDS && !inTime; i++) {
            inTime = isCalmClientServedInTime();
        }
        assertTrue(inTime, "the p99 of a calm client was never below " + MAX_P99);
        assertTrue(greedyClients.stream().allMatch(neighbour -> neighbour.received() > 0), "no neighbour was starved");
    }

    @Test
    void serves_a_calm_client_next_to_one_that_pipelines_HEAD_requests() throws IOException, InterruptedException {
        assertCalmClientIsServedDuring(HEAD, HEAD.repeat(2000));
    }

    @Test
    void serves_a_calm_client_next_to_one_that_pipelines_small_requests() throws IOException, InterruptedException {
        assertCalmClientIsServedDuring(GET, GET.repeat(2000));
    }

    @Test
    void serves_a_calm_client_next_to_one_that_pipelines_large_responses() throws IOException, InterruptedException {
        assertCalmClientIsServedDuring(GET_LARGE, GET_LARGE.repeat(100));
    }

    @Test
    void serves_a_calm_client_next_to_one_that_sends_empty_lines_between_requests()
            throws IOException, InterruptedException {
        assertCalmClientIsServedDuring(HEAD, ("\r\n\r\n" + HEAD).repeat(2000));
    }

    @Test
    void serves_a_calm_client_next_to_one_that_uploads_tiny_chunks() throws IOException, InterruptedException {
        assertCalmClientIsServedDuring(GET + PUT, "1\r\nx\r\n".repeat(20_000));
    }

    @Test
    void serves_a_calm_client_next_to_one_that_sends_on_after_an_error_response()
            throws IOException, InterruptedException {
        assertCalmClientIsServedDuring(REJECTED_UPLOAD, "1000\r\n" + "x".repeat(0x1000) + "\r\n");
    }
}
