package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.EventProducer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Uploads that are not ready for a while, and those whose reply comes later. A transport with event loops has one. */
public abstract class WaitingUploadContract extends LaterReplyFixture {
    /** More than the socket buffers of both ends hold together, less than the limit of bodies. */
    private static final long MAX_UNREAD_BYTES = 64L << 20;

    /** More than is read at once. */
    private static final long MAX_BYTES_AFTER_PAUSE = 128 << 10;

    /** More than is sent in one run of a connection. */
    private static final int LONG_RESPONSE = 10 << 20;

    private static final int STREAM_STEPS = 5_000;

    /** For subclasses. */
    protected WaitingUploadContract() {}

    /** Is not ready until the test opens it. */
    private static final class GatedUpload implements Upload {
        private final AtomicLong received = new AtomicLong();
        private final CountDownLatch aborted = new CountDownLatch(1);
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private volatile boolean ready;
        private volatile Runnable wakeUp = () -> {};
        private volatile Headers trailers = Headers.EMPTY;
        private final boolean repliesLater;

        private GatedUpload(boolean repliesLater) {
            this.repliesLater = repliesLater;
        }

        void open() {
            ready = true;
            wakeUp.run();
        }

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            received.addAndGet(bytes.remaining());
        }

        @Override
        public void receiveTrailers(Headers fields) {
            trailers = fields;
        }

        @Override
        public Reply finish() {
            return repliesLater ? Reply.later(reply) : Response.plain(Status.OK, received + " bytes");
        }

        @Override
        public void abort() {
            aborted.countDown();
        }
    }

    @Test
    void bytes_are_not_read_until_the_upload_is_ready() throws Exception {
        GatedUpload upload = new GatedUpload(false);
        start(request -> upload);
        try (RawClient client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
            others.execute(() -> send(client, "x".repeat(1_000_000)));
            Thread.sleep(200);
            assertTrue(upload.received.get() <= MAX_BYTES_AFTER_PAUSE, () -> upload.received + " bytes were received");
            upload.open();

            assertEndsWith("\r\n\r\n1000000 bytes\n", client.readResponse());
        }
    }

    private static void send(RawClient client, String text) {
        try {
            client.send(text);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void client_has_to_wait_while_the_upload_is_not_ready() throws Exception {
        GatedUpload upload = new GatedUpload(false);
        start(request -> upload);
        try (ClientChannel client = connect(listener.address(), 0)) {
            client.write(StandardCharsets.US_ASCII.encode(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4000000\r\n"));
            long sent = writeUntilFull(client, ByteBuffer.allocate(1 << 16), MAX_UNREAD_BYTES);
            assertTrue(sent < MAX_UNREAD_BYTES, () -> sent + " bytes were accepted");
            assertTrue(upload.received.get() <= MAX_BYTES_AFTER_PAUSE, () -> upload.received + " bytes were received");
        }
        upload.open();
        assertTrue(upload.aborted.await(20, TimeUnit.SECONDS), "the upload was not aborted within 20 s");
    }

    /** A pause is not the client's fault. */
    @Test
    void no_timeout_expires_while_the_upload_is_not_ready() throws Exception {
        GatedUpload upload = new GatedUpload(false);
        start(request -> upload, new Timeouts(SHORT, SHORT, SHORT, LONG, LONG));
        try (RawClient client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
            Thread.sleep(1500);
            client.send("cd");
            upload.open();

            assertEndsWith("\r\n\r\n4 bytes\n", client.readResponse());
        }
    }

    @Test
    void body_timeout_expires_after_a_pause() throws Exception {
        GatedUpload upload = new GatedUpload(false);
        start(request -> upload, new Timeouts(LONG, SHORT, LONG, LONG, LONG));
        try (RawClient client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
            Thread.sleep(300);
            upload.open();

            assertStartsWith("HTTP/1.1 408 ", client.readHead());
            assertTrue(upload.aborted.await(20, TimeUnit.SECONDS), "the upload was not aborted within 20 s");
        }
    }

    @Test
    void reply_of_an_upload_may_come_later() throws Exception {
        GatedUpload upload = new GatedUpload(true);
        upload.open();
        start(request -> request.target().path().equals("/now") ? path(request) : upload);
        try (RawClient client = client()) {
            client.send(POST + "GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
            Thread.sleep(100);
            upload.reply.complete(Response.plain(Status.CREATED, "saved"));

            assertEndsWith("\r\n\r\nsaved\n", client.readResponse());
            assertEndsWith("\r\n\r\n/now\n", client.readResponse());
        }
    }

    @Test
    void upload_cannot_be_followed_by_another_one() throws Exception {
        GatedUpload upload = new GatedUpload(true);
        GatedUpload second = new GatedUpload(false);
        upload.open();
        start(request -> upload);
        try (RawClient client = client()) {
            client.send(POST);
            upload.reply.complete(second);

            assertStartsWith("HTTP/1.1 500 ", client.readHead());
            assertTrue(second.aborted.await(20, TimeUnit.SECONDS), "the upload was not aborted within 20 s");
            assertEquals(IllegalStateException.class, observer.nextFailure().getClass());
        }
    }

    /** Responds when the test wants it, although the body is not complete. */
    private static final class RespondingUpload implements Upload {
        private final CountDownLatch received = new CountDownLatch(1);
        private volatile Runnable wakeUp = () -> {};
        private volatile Optional<Response> response = Optional.empty();

        void respond(Response early) {
            response = Optional.of(early);
            wakeUp.run();
        }

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
        }

        @Override
        public Optional<Response> earlyResponse() {
            return response;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            received.countDown();
        }

        @Override
        public Reply finish() {
            return Response.plain(Status.OK, "complete");
        }
    }

    private RawClient sendHalfOfABody(RespondingUpload upload) throws Exception {
        start(request -> upload);
        RawClient client = client();
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf.");
        assertTrue(upload.received.await(20, TimeUnit.SECONDS));
        // Then the thread of a blocking transport waits for the other half.
        Thread.sleep(100);
        return client;
    }

    @Test
    void long_response_may_come_before_the_rest_of_the_body() throws Exception {
        RespondingUpload upload = new RespondingUpload();
        try (RawClient client = sendHalfOfABody(upload)) {
            upload.respond(Response.of(Status.OK).with(Body.of("x".repeat(LONG_RESPONSE))));
            client.readHead();
            byte[] buffer = new byte[64 << 10];
            int left = LONG_RESPONSE;
            while (left > 0) {
                left -= client.read(buffer);
            }

            assertEquals(0, left);
        }
    }

    /** The client of one thread and the producer of another proceed by turns: a wake-up that is lost stops both. */
    @Test
    void stream_may_begin_before_the_rest_of_the_body() throws Exception {
        RespondingUpload upload = new RespondingUpload();
        EventProducer events = new EventProducer();
        Semaphore turn = new Semaphore(1);
        try (RawClient client = sendHalfOfABody(upload)) {
            upload.respond(events.response());
            client.readHead();
            others.execute(() -> {
                for (int step = 0; step < STREAM_STEPS; step++) {
                    turn.acquireUninterruptibly();
                    events.send(".");
                }
            });
            for (int step = 0; step < STREAM_STEPS; step++) {
                assertEquals("00000001\r\n.\r\n", client.read(13), "step " + step);
                turn.release();
            }
        }
    }

    @Test
    void trailers_of_a_request_are_received() throws Exception {
        GatedUpload upload = new GatedUpload(false);
        upload.open();
        start(request -> upload);
        try (RawClient client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("1\r\nx\r\n0\r\nChecksum: 12\r\nContent-Length: 3\r\n\r\n");
            client.readResponse();

            assertEquals(Headers.of("Checksum", "12"), upload.trailers);
        }
    }

    @Test
    void upload_is_aborted_when_the_client_resets_the_connection() throws Exception {
        GatedUpload upload = new GatedUpload(false);
        start(request -> upload);
        try (RawClient client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
            Thread.sleep(100);
            client.reset();
            if (!canDetectResetBehindUnreadBytes()) {
                upload.open();
            }

            assertTrue(upload.aborted.await(20, TimeUnit.SECONDS), "the upload was not aborted within 20 s");
            awaitNoConnections();
        }
    }
}
