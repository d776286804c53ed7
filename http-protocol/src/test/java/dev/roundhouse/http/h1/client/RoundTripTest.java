package dev.roundhouse.http.h1.client;

import static dev.roundhouse.http.semantics.SeededProperties.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.SeededProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The client and the server connection exchange messages unchanged, for any message and any split. */
class RoundTripTest {
    private static final int TRIES = 1_000;
    private static final String VALUE = "abc XYZ,;=\"\\\t\u00e9:/019";

    /** A message as text. */
    private record MessageText(String head, Headers headers, String content) {}

    /** A client connection and a server connection that exchange bytes. */
    private static final class ConnectionPair {
        private final SplittableRandom random;
        private final Http1ClientConnection client =
                new Http1ClientConnection(Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE)));
        private final Connection server = new Http1Connection(
                Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE)),
                Timeouts.DEFAULT,
                new ServerFields(() -> 0, ""),
                0);
        private final List<MessageText> sentRequests = new ArrayList<>();
        private final List<MessageText> receivedRequests = new ArrayList<>();
        private final List<MessageText> sentResponses = new ArrayList<>();
        private final List<MessageText> receivedResponses = new ArrayList<>();
        private final int[] opened = {0};
        private final int[] closed = {0};

        ConnectionPair(SplittableRandom random) {
            this.random = random;
        }

        void sendRequest() {
            Method method = Method.of(oneOf(random, "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "QUERY"));
            RequestTarget requestTarget =
                    RequestTarget.originForm("/" + SeededProperties.text(random, "abc%2F?/.", 20));
            Headers headers = addRandomFields(Headers.builder().add(FieldName.HOST, "a.example"))
                    .build();
            if (random.nextInt(5) == 0) {
                headers = headers.with(FieldName.EXPECT, "100-continue");
            }
            String content = random.nextBoolean() ? "" : content();
            Request request = new Request(method, requestTarget, Version.HTTP_1_1, headers);
            sentRequests.add(new MessageText(method + " " + requestTarget, headers, content));
            client.send(request, body(content), new CollectingListener(receivedResponses));
        }

        private Headers.Builder addRandomFields(Headers.Builder fields) {
            for (int left = random.nextInt(4); left > 0; left--) {
                fields.add("X-" + left, SeededProperties.text(random, VALUE, 30).strip());
            }
            return fields;
        }

        private String content() {
            return SeededProperties.text(random, "GET /\r\n\0\u00ff0123", random.nextInt(10) == 0 ? 50_000 : 100);
        }

        private Body body(String content) {
            byte[] bytes = HttpGrammar.encode(content);
            if (random.nextBoolean()) {
                return Body.of(ByteBuffer.wrap(bytes));
            }
            opened[0]++;
            ByteBuffer left = ByteBuffer.wrap(bytes);
            return new Body.Streamed(new Body.Producer() {
                @Override
                public Body.Progress produce(ByteBuffer target) {
                    if (!left.hasRemaining()) {
                        return Body.Progress.ENDED;
                    }
                    int count = Math.min(left.remaining(), random.nextInt(target.remaining() + 1));
                    target.put(left.slice(left.position(), count));
                    left.position(left.position() + count);
                    return Body.Progress.MORE;
                }

                @Override
                public void close() {
                    closed[0]++;
                }
            });
        }

        void run() throws IOException {
            boolean moved = true;
            while (moved) {
                moved = random.nextBoolean() && toServer();
                moved |= handleExchange();
                moved |= toClient();
                moved |= toServer();
            }
            client.receiveEof();
            server.abort(0);
        }

        private boolean toServer() throws IOException {
            if (client.output().isEmpty() || !server.wantsInput()) {
                return false;
            }
            ByteBuffer segment = next(client.output());
            client.markSent(segment.remaining());
            server.receive(segment, 0);
            return true;
        }

        private boolean toClient() throws IOException {
            if (server.output().isEmpty()) {
                return false;
            }
            ByteBuffer segment = next(server.output());
            server.markSent(segment.remaining(), 0);
            client.receive(segment);
            return true;
        }

        private ByteBuffer next(Output output) throws IOException {
            ByteBuffer segment = ByteBuffer.allocate(1 + random.nextInt(1 << (1 + random.nextInt(16))));
            output.copyTo(segment);
            return segment.flip();
        }

        private boolean handleExchange() {
            Optional<Exchange> next = server.nextExchange(0);
            next.ifPresent(exchange -> exchange.reply(new CollectingUpload(this, exchange.request()), 0));
            return next.isPresent();
        }

        private Response respond(Request request) {
            Status status = oneOf(
                    random, Status.OK, Status.NOT_FOUND, Status.NO_CONTENT, Status.NOT_MODIFIED, new Status(599, ""));
            Headers headers = addRandomFields(Headers.builder()).build();
            String content = content();
            boolean hasNoContent = request.isHeadRequest() || status.hasNoContent();
            sentResponses.add(new MessageText("HTTP/1.1 " + status, headers, hasNoContent ? "" : content));
            return new Response(status, headers, body(content));
        }
    }

    /** Reads the body of a request, then responds. */
    private static final class CollectingUpload implements Upload {
        private final ConnectionPair connectionPair;
        private final Request request;
        private final StringBuilder content = new StringBuilder();

        CollectingUpload(ConnectionPair connectionPair, Request request) {
            this.connectionPair = connectionPair;
            this.request = request;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            append(content, bytes);
        }

        @Override
        public Response finish() {
            Headers headers =
                    request.headers().without(FieldName.CONTENT_LENGTH).without(FieldName.TRANSFER_ENCODING);
            connectionPair.receivedRequests.add(
                    new MessageText(request.method() + " " + request.target(), headers, content.toString()));
            return connectionPair.respond(request);
        }
    }

    /** Collects a response. */
    private static final class CollectingListener implements ResponseListener {
        private final List<MessageText> received;
        private final StringBuilder content = new StringBuilder();
        private ResponseHead head;

        CollectingListener(List<MessageText> received) {
            this.received = received;
        }

        @Override
        public void onHead(ResponseHead response) {
            head = response;
        }

        @Override
        public void onContent(ByteBuffer data) {
            append(content, data);
        }

        @Override
        public void onComplete() {
            Headers headers = head.headers()
                    .without(FieldName.CONTENT_LENGTH)
                    .without(FieldName.TRANSFER_ENCODING)
                    .without(FieldName.CONNECTION)
                    .without(FieldName.DATE);
            received.add(new MessageText(head.version() + " " + head.status(), headers, content.toString()));
        }

        @Override
        public void onFailure(String reason) {
            throw new AssertionError(reason);
        }
    }

    private static void append(StringBuilder text, ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            text.append((char) (bytes.get() & 0xFF));
        }
    }

    @Test
    void messages_are_equal_on_both_sides_for_any_split() {
        SeededProperties.tryAll(TRIES, random -> {
            ConnectionPair connectionPair = new ConnectionPair(random);
            for (int left = 1 + random.nextInt(5); left > 0; left--) {
                connectionPair.sendRequest();
            }
            try {
                connectionPair.run();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            assertEquals(connectionPair.sentRequests, connectionPair.receivedRequests);
            assertEquals(connectionPair.sentResponses, connectionPair.receivedResponses);
            assertEquals(connectionPair.opened[0], connectionPair.closed[0], "each body is closed once");
            assertTrue(connectionPair.server.output().isEmpty());
        });
    }
}
