package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.EventProducer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Response bodies that have no bytes for a while. A transport with event loops has one. */
public abstract class WaitingStreamContract extends LaterReplyFixture {
    private static final String HEAD_END = "Transfer-Encoding: chunked\r\n";

    /** More than the socket buffers of both ends hold together. */
    private static final long MAX_UNREAD_BYTES = 64L << 20;

    private static final String PIECE = "x".repeat(1 << 20);

    private final BlockingQueue<EventProducer> streams = new LinkedBlockingQueue<>();

    /** For subclasses. */
    protected WaitingStreamContract() {}

    private Reply stream(Request request) {
        if (request.target().path().equals("/now")) {
            return path(request);
        }
        EventProducer events = new EventProducer();
        streams.add(events);
        return events.response();
    }

    private EventProducer nextStream() throws InterruptedException {
        EventProducer next = streams.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came to the handler");
        }
        return next;
    }

    private static String chunk(String text) {
        return String.format(Locale.ROOT, "%08x\r\n%s\r\n", text.length(), text);
    }

    @Test
    void each_event_is_sent_when_it_is_there() throws Exception {
        start(this::stream);
        try (RawClient client = client()) {
            client.send(GET + "GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
            assertContains(HEAD_END, client.readHead());
            EventProducer events = nextStream();
            for (int number = 0; number < 100; number++) {
                String event = "event " + number;
                events.send(event);
                assertEquals(chunk(event), client.read(chunk(event).length()));
            }
            events.end(Headers.EMPTY);
            assertEquals("0\r\n\r\n", client.read(5));
            assertEndsWith("\r\n\r\n/now\n", client.readResponse());
            assertTrue(events.awaitClosed(), "the body was not closed within 20 s");
        }
    }

    @Test
    void trailers_follow_the_body() throws Exception {
        start(this::stream);
        try (RawClient client = client()) {
            client.send(GET);
            client.readHead();
            EventProducer events = nextStream();
            events.send("x");
            events.end(Headers.of("Checksum", "1234"));

            String rest = chunk("x") + "0\r\nChecksum: 1234\r\n\r\n";
            assertEquals(rest, client.read(rest.length()));
        }
    }

    /** One thread of a loop serves all of them. */
    @Test
    void many_waiting_streams_delay_no_other_client() throws Exception {
        start(this::stream);
        List<RawClient> clients = new ArrayList<>();
        List<EventProducer> open = new ArrayList<>();
        try (RawClient calm = client()) {
            for (int number = 0; number < 500; number++) {
                RawClient client = client();
                clients.add(client);
                client.send(GET);
                client.readHead();
                open.add(nextStream());
            }
            for (int round = 0; round < 3; round++) {
                open.forEach(events -> others.execute(() -> events.send("tick")));
                calm.send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
                assertEndsWith("\r\n\r\n/now\n", calm.readResponse());
                for (RawClient client : clients) {
                    assertEquals(chunk("tick"), client.read(chunk("tick").length()));
                }
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void no_timeout_expires_while_a_stream_has_no_bytes() throws Exception {
        start(this::stream, new Timeouts(SHORT, SHORT, SHORT, LONG, LONG));
        try (RawClient client = client()) {
            client.send(GET);
            client.readHead();
            EventProducer events = nextStream();
            Thread.sleep(1500);
            events.send("late");

            assertEquals(chunk("late"), client.read(chunk("late").length()));
        }
    }

    /** The handler replies without the body. A client that sends all of it before it reads must be able to. */
    @Test
    void discarded_body_is_received_while_a_stream_waits() throws Exception {
        Limits common = Limits.DEFAULT.withBodyBytes(MAX_UNREAD_BYTES);
        Http1Limits limits = new Http1Limits(common, 8 << 10, MAX_UNREAD_BYTES, 1 << 10);
        start(this::stream, Timeouts.DEFAULT, limits);
        try (RawClient client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + MAX_UNREAD_BYTES + "\r\n\r\n");
            client.readHead();
            EventProducer events = nextStream();
            for (long sent = 0; sent < MAX_UNREAD_BYTES; sent += PIECE.length()) {
                client.send(PIECE);
            }
            for (int number = 0; number < 3; number++) {
                events.send("tick");
                assertEquals(chunk("tick"), client.read(chunk("tick").length()));
            }
            events.end(Headers.EMPTY);
            assertEquals("0\r\n\r\n", client.read(5));
        }
    }

    @Test
    void stream_is_closed_when_the_client_has_gone() throws Exception {
        start(this::stream);
        try (RawClient client = client()) {
            client.send(GET);
            client.readHead();
            EventProducer events = nextStream();
            client.reset();
            // A thread that waits for events notices the reset when it writes.
            for (int attempt = 0; attempt < 200 && !events.isClosed(); attempt++) {
                events.send("tick");
                Thread.sleep(10);
            }
            assertTrue(events.awaitClosed(), "the body was not closed within 20 s");
            awaitNoConnections();
        }
    }

    /** A producer is called only while there is room, and the write timeout ends a client that does not read. */
    @Test
    void client_that_does_not_read_is_ended_by_the_write_timeout() throws Exception {
        AtomicLong produced = new AtomicLong();
        CountDownLatch closed = new CountDownLatch(1);
        start(request -> endless(produced, closed), new Timeouts(LONG, LONG, LONG, SHORT, LONG));
        try (RawClient client = client()) {
            client.send(GET);
            assertTrue(closed.await(20, TimeUnit.SECONDS), "the stream was not closed");

            assertTrue(produced.get() < MAX_UNREAD_BYTES, () -> produced + " bytes were produced");
            awaitNoConnections();
        }
    }

    /** Has bytes each time it is woken up, and wakes itself up. */
    private Response endless(AtomicLong produced, CountDownLatch closed) {
        Body.Producer producer = new Body.Producer() {
            private Runnable wakeUp;

            @Override
            public void start(Runnable toBeCalled) {
                wakeUp = toBeCalled;
            }

            @Override
            public Body.Progress produce(ByteBuffer target) throws IOException {
                produced.addAndGet(target.remaining());
                target.position(target.limit());
                others.execute(wakeUp);
                return Body.Progress.WAITING;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        return new Response(Status.OK, Headers.EMPTY, new Body.Streamed(producer));
    }

    @Test
    void shutdown_waits_for_a_stream_that_ends_within_the_grace_period() throws Exception {
        start(this::stream);
        try (RawClient client = client()) {
            client.send(GET);
            client.readHead();
            EventProducer events = nextStream();
            others.execute(() -> listener.shutdown(LONG));
            Thread.sleep(100);
            events.send("last");
            events.end(Headers.EMPTY);

            assertEquals(chunk("last") + "0\r\n\r\n", client.readTextToEnd());
        }
    }

    @Test
    void shutdown_without_a_grace_period_closes_waiting_streams() throws Exception {
        start(this::stream);
        try (RawClient client = client()) {
            client.send(GET);
            client.readHead();
            EventProducer events = nextStream();
            assertFalse(events.isClosed());
            listener.close();

            assertTrue(events.awaitClosed(), "the body was not closed within 20 s");
        }
    }
}
