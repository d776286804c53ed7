package dev.roundhouse.http.server.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventStreamTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final ByteBuffer target = ByteBuffer.allocate(8000);
    private int wakeUps;
    private int closes;

    private static Body.Producer producer(EventStream stream) {
        return assertInstanceOf(Body.Streamed.class, stream.response().body()).producer();
    }

    private Body.Producer start(EventStream stream) {
        Body.Producer producer = producer(stream);
        producer.start(() -> wakeUps++);
        stream.onClose(() -> closes++);
        return producer;
    }

    private String produce(Body.Producer producer, Body.Progress expected) throws IOException {
        target.clear();
        assertEquals(expected, producer.produce(target));
        return StandardCharsets.UTF_8.decode(target.flip()).toString();
    }

    @Test
    void events_are_produced_in_order_and_the_connection_is_woken_once() throws IOException {
        EventStream stream = new EventStream();
        assertTrue(stream.send(ServerEvent.of("before the start")));
        Body.Producer producer = start(stream);
        assertEquals("data: before the start\n\n", produce(producer, Body.Progress.WAITING));

        stream.send(ServerEvent.of("1"));
        stream.send(ServerEvent.of("2"));
        assertEquals(1, wakeUps);

        assertEquals("data: 1\n\ndata: 2\n\n", produce(producer, Body.Progress.WAITING));
    }

    @Test
    void large_event_is_produced_in_pieces() throws IOException {
        EventStream stream = new EventStream();
        Body.Producer producer = start(stream);
        ServerEvent event = ServerEvent.of("x".repeat(20_000));
        stream.send(event);

        String produced = produce(producer, Body.Progress.MORE)
                + produce(producer, Body.Progress.MORE)
                + produce(producer, Body.Progress.WAITING);

        assertEquals(event.toString(), produced);
    }

    @Test
    void full_queue_closes_the_stream_and_fails_the_connection() throws IOException {
        EventStream stream = new EventStream(20, EventStream.WhenFull.CLOSE);
        Body.Producer producer = start(stream);
        produce(producer, Body.Progress.WAITING);
        assertTrue(stream.send(ServerEvent.of("0123456789")));
        assertFalse(stream.send(ServerEvent.of("0")));

        assertTrue(stream.isClosed());
        assertEquals(1, closes);
        assertThrows(IOException.class, () -> producer.produce(target));
        producer.close();
        assertEquals(1, closes);
    }

    @Test
    void full_queue_drops_the_event() throws IOException {
        EventStream stream = new EventStream(20, EventStream.WhenFull.DROP);
        Body.Producer producer = start(stream);
        assertTrue(stream.send(ServerEvent.of("0123456789")));
        assertFalse(stream.send(ServerEvent.of("0")));
        assertFalse(stream.isClosed());
        assertEquals("data: 0123456789\n\n", produce(producer, Body.Progress.WAITING));
        assertTrue(stream.send(ServerEvent.of("1")));

        assertEquals("data: 1\n\n", produce(producer, Body.Progress.WAITING));
    }

    @Test
    void close_sends_what_is_queued_and_ends() throws IOException {
        EventStream stream = new EventStream();
        Body.Producer producer = start(stream);
        produce(producer, Body.Progress.WAITING);
        stream.send(ServerEvent.of("last"));
        stream.close();

        assertFalse(stream.send(ServerEvent.of("too late")));
        assertEquals("data: last\n\n", produce(producer, Body.Progress.ENDED));
        assertEquals(1, closes);
        stream.close();
        assertEquals(1, closes);
    }

    @Test
    void close_of_a_waiting_stream_wakes_the_connection() throws IOException {
        EventStream stream = new EventStream();
        Body.Producer producer = start(stream);
        produce(producer, Body.Progress.WAITING);
        stream.close();

        assertEquals(1, wakeUps);
        assertEquals("", produce(producer, Body.Progress.ENDED));
    }

    @Test
    void callback_of_a_closed_stream_is_called_at_once() {
        EventStream stream = new EventStream();
        producer(stream).close();
        stream.onClose(() -> closes++);

        assertEquals(1, closes);
        assertFalse(stream.send(ServerEvent.of("x")));
    }

    @Test
    void last_event_id_is_read_from_the_request() {
        Headers headers = Headers.of("Host", "a", "Last-Event-ID", "7");
        Request request = new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, headers);

        assertEquals(Optional.of("7"), EventStream.lastEventId(request));
        assertEquals(Optional.empty(), EventStream.lastEventId(Request.get("a", "/")));
        assertEquals(
                Optional.of("text/event-stream"),
                new EventStream().response().headers().first(FieldName.CONTENT_TYPE));
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void client_gets_each_event_at_once_and_its_end_is_noticed(String transport) throws Exception {
        BlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
        CountDownLatch closed = new CountDownLatch(1);
        try (ServedContent server = new ServedContent(transport, request -> {
            EventStream stream = new EventStream();
            stream.onClose(closed::countDown);
            streams.add(stream);
            return stream.response();
        })) {
            Socket client = server.connect();
            client.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            EventStream stream = streams.poll(20, TimeUnit.SECONDS);
            for (int i = 0; i < 100; i++) {
                stream.send(ServerEvent.of("event " + i));
                ServedContent.readUntil(client, "data: event " + i + "\n\n\r\n");
            }
            client.close();
            long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (closed.getCount() > 0 && System.nanoTime() - endNanos < 0) {
                stream.send(ServerEvent.comment(""));
                TimeUnit.MILLISECONDS.sleep(5);
            }

            assertEquals(0, closed.getCount());
            assertTrue(stream.isClosed());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void closed_stream_ends_the_response(String transport) throws Exception {
        try (ServedContent server = new ServedContent(transport, request -> {
            EventStream stream = new EventStream();
            stream.send(ServerEvent.of("only"));
            stream.close();
            return stream.response();
        })) {
            String response = server.exchange(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

            assertTrue(response.contains("data: only\n\n"), response);
            assertTrue(response.endsWith("0\r\n\r\n"), response);
        }
    }
}
