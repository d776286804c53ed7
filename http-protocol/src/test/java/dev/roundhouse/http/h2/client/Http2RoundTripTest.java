package dev.roundhouse.http.h2.client;

import static dev.roundhouse.http.semantics.SeededProperties.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.server.Http2Connection;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The client and the server of HTTP/2 exchange messages unchanged, for any message, any split, and any order of the replies. */
class Http2RoundTripTest {
    private static final int TRIES = 500;
    private static final String VALUE = "abc XYZ,;=\"\\\t\u00e9:/019";
    private static final FieldName NUMBER = FieldName.of("X-Number");

    /** A message as text. */
    private record SentMessage(String head, List<String> fields, String content, Headers trailers) {
        SentMessage(String head, Headers headers, String content, Headers trailers) {
            this(head, lines(headers), content, trailers);
        }

        /** Names are sent in lower case. */
        private static List<String> lines(Headers headers) {
            List<String> lines = new ArrayList<>();
            headers.forEach(line -> lines.add(line.name().toLowerCase(Locale.ROOT) + ": " + line.value()));
            return lines;
        }
    }

    /** A client connection and a server connection that exchange bytes. */
    private static final class Http2Pair {
        private final SplittableRandom random;
        private final Http2ClientConnection client;
        private final Connection server;
        private final Map<String, SentMessage> sentRequests = new TreeMap<>();
        private final Map<String, SentMessage> receivedRequests = new TreeMap<>();
        private final Map<String, SentMessage> sentResponses = new TreeMap<>();
        private final Map<String, SentMessage> receivedResponses = new TreeMap<>();
        private final List<Exchange> waiting = new ArrayList<>();
        private int opened;
        private int closed;

        Http2Pair(SplittableRandom random) {
            this.random = random;
            Http2Limits limits = Http2Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));
            this.client = new Http2ClientConnection(
                    "http", limits.withWindowBytes(oneOf(random, Http2Limits.INITIAL_WINDOW, 100_000)));
            this.server = new CheckedConnection(new Http2Connection(
                    limits.withStreams(1 + random.nextInt(4)),
                    Timeouts.DEFAULT,
                    new ServerFields(() -> 0, ""),
                    ConnectionContext.NONE,
                    0));
        }

        void sendRequest(int number) {
            Method method = Method.of(oneOf(random, "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "QUERY"));
            RequestTarget target = RequestTarget.originForm("/" + SeededProperties.text(random, "abc%2F?/.", 20));
            Headers headers = addRandomFields(Headers.builder().add(FieldName.HOST, "a.example"))
                    .add(NUMBER, "" + number)
                    .build();
            if (random.nextInt(5) == 0) {
                headers = headers.with(FieldName.EXPECT, "100-continue");
            }
            String content = random.nextBoolean() ? "" : content();
            Headers trailers = randomTrailers();
            Body body = body(content, trailers);
            SentMessage sent = new SentMessage(
                    method + " " + target, headers, content, isStreamed(body) ? trailers : Headers.EMPTY);
            sentRequests.put("" + number, sent);
            client.send(
                    new Request(method, target, Version.HTTP_1_1, headers),
                    body,
                    new MessageListener(this, "" + number));
        }

        private static boolean isStreamed(Body body) {
            return body instanceof Body.Streamed;
        }

        private Headers randomTrailers() {
            return random.nextInt(3) == 0 ? Headers.of("x-end", "" + random.nextInt(100)) : Headers.EMPTY;
        }

        private Headers.Builder addRandomFields(Headers.Builder fields) {
            for (int left = random.nextInt(4); left > 0; left--) {
                fields.add("x-" + left, SeededProperties.text(random, VALUE, 30).strip());
            }
            return fields;
        }

        private String content() {
            return SeededProperties.text(random, "GET /\r\n\0\u00ff0123", random.nextInt(10) == 0 ? 200_000 : 100);
        }

        private Body body(String content, Headers trailers) {
            byte[] bytes = HttpGrammar.encode(content);
            if (random.nextBoolean()) {
                return Body.of(ByteBuffer.wrap(bytes));
            }
            opened++;
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
                public Headers trailers() {
                    return trailers;
                }

                @Override
                public void close() {
                    closed++;
                }
            });
        }

        void run() throws IOException {
            boolean moved = true;
            while (moved) {
                moved = random.nextBoolean() && toServer();
                moved |= handleExchanges();
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

        /** Replies in any order. */
        private boolean handleExchanges() {
            for (Optional<Exchange> next = server.nextExchange(0); next.isPresent(); next = server.nextExchange(0)) {
                waiting.add(next.get());
            }
            if (waiting.isEmpty()) {
                return false;
            }
            Exchange chosen = waiting.remove(random.nextInt(waiting.size()));
            chosen.reply(new MessageUpload(this, chosen.request()), 0);
            return true;
        }

        private Response respond(Request request) {
            Status status = oneOf(
                    random, Status.OK, Status.NOT_FOUND, Status.NO_CONTENT, Status.NOT_MODIFIED, new Status(599, ""));
            Headers headers = addRandomFields(Headers.builder()).build();
            String content = content();
            Headers trailers = randomTrailers();
            Body body = body(content, trailers);
            boolean hasNoContent = request.isHeadRequest() || status.hasNoContent();
            sentResponses.put(
                    request.headers().first(NUMBER).orElseThrow(),
                    new SentMessage(
                            "HTTP/2.0 " + status.code(),
                            headers,
                            hasNoContent ? "" : content,
                            hasNoContent || !isStreamed(body) ? Headers.EMPTY : trailers));
            return new Response(status, headers, body);
        }
    }

    /** Reads the body of a request, then responds. */
    private static final class MessageUpload implements Upload {
        private final Http2Pair pair;
        private final Request request;
        private final StringBuilder content = new StringBuilder();
        private Headers trailers = Headers.EMPTY;

        MessageUpload(Http2Pair pair, Request request) {
            this.pair = pair;
            this.request = request;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            append(content, bytes);
        }

        @Override
        public void receiveTrailers(Headers fields) {
            trailers = fields;
        }

        @Override
        public Response finish() {
            Headers headers = request.headers().without(FieldName.CONTENT_LENGTH);
            pair.receivedRequests.put(
                    headers.first(NUMBER).orElseThrow(),
                    new SentMessage(request.method() + " " + request.target(), headers, content.toString(), trailers));
            return pair.respond(request);
        }
    }

    /** Collects a response. */
    private static final class MessageListener implements ResponseListener {
        private final Http2Pair pair;
        private final String number;
        private final StringBuilder content = new StringBuilder();
        private Headers trailers = Headers.EMPTY;

        /** Null until it is received. */
        private ResponseHead head;

        MessageListener(Http2Pair pair, String number) {
            this.pair = pair;
            this.number = number;
        }

        @Override
        public void onInterimResponse(ResponseHead response) {
            assertEquals(100, response.status().code());
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
        public void onTrailers(Headers fields) {
            trailers = fields;
        }

        @Override
        public void onComplete() {
            Headers headers = head.headers().without(FieldName.CONTENT_LENGTH).without(FieldName.DATE);
            SentMessage received =
                    new SentMessage(head.version() + " " + head.status().code(), headers, content.toString(), trailers);
            assertEquals(null, pair.receivedResponses.put(number, received));
        }

        @Override
        public void onFailure(String reason) {
            throw new AssertionError(reason);
        }

        /** The first requests are sent before the limit of the server is received: another one takes the place. */
        @Override
        public void onUnprocessed(String reason) {
            assertTrue(reason.contains("REFUSED_STREAM"), reason);
            pair.sendRequest(Integer.parseInt(number));
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
            Http2Pair pair = new Http2Pair(random);
            int requests = 1 + random.nextInt(8);
            for (int number = 0; number < requests; number++) {
                pair.sendRequest(number);
            }
            try {
                pair.run();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            assertEquals(requests, pair.receivedResponses.size());
            assertEquals(pair.sentRequests, pair.receivedRequests);
            assertEquals(pair.sentResponses, pair.receivedResponses);
            assertEquals(pair.opened, pair.closed, "each body is closed once");
            assertEquals(0, pair.client.pendingCount());
            assertTrue(pair.server.output().isEmpty());
        });
    }
}
