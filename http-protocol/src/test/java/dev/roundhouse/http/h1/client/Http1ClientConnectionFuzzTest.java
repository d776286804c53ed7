package dev.roundhouse.http.h1.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.FuzzChoices;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Version;
import java.nio.ByteBuffer;

/** The client's end, told anything by a server: each request gets one whole response or one failure, however it is cut. */
class Http1ClientConnectionFuzzTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(10, 200, 2_000, 10), 100, 1_000, 20);
    private static final Method[] METHODS = {Method.GET, Method.HEAD, Method.CONNECT, Method.GET};

    /** Writes down what a client is told. */
    private static final class FuzzResponseRecorder implements ResponseListener {
        private final StringBuilder text = new StringBuilder();
        private boolean headCame;
        private boolean over;

        @Override
        public void onInterimResponse(ResponseHead head) {
            assertFalse(headCame || over);
            text.append("interim ").append(head).append('\n');
        }

        @Override
        public void onHead(ResponseHead head) {
            assertFalse(headCame || over);
            headCame = true;
            text.append(head).append('\n');
        }

        @Override
        public void onContent(ByteBuffer data) {
            assertTrue(headCame && !over);
            while (data.hasRemaining()) {
                text.append((char) data.get());
            }
        }

        @Override
        public void onComplete() {
            assertTrue(headCame && !over);
            over = true;
            text.append("\nend\n");
        }

        @Override
        public void onFailure(String why) {
            assertFalse(over);
            over = true;
            text.append('\n').append(why).append('\n');
        }
    }

    @FuzzTest(maxDuration = "3m")
    void each_request_ends_once_and_alike_however_the_answers_are_cut(byte[] fuzzed) {
        FuzzChoices fuzzChoices = new FuzzChoices(fuzzed);
        byte[] sent = fuzzChoices.said();
        assertEquals(told(sent, bound -> bound - 1), told(sent, fuzzChoices));
    }

    private static String told(byte[] sent, java.util.function.IntUnaryOperator choice) {
        Http1ClientConnection client = new Http1ClientConnection(LIMITS);
        StringBuilder all = new StringBuilder();
        FuzzResponseRecorder[] diaries = new FuzzResponseRecorder[METHODS.length];
        for (int i = 0; i < METHODS.length; i++) {
            diaries[i] = new FuzzResponseRecorder();
            client.send(request(METHODS[i]), Body.empty(), diaries[i]);
        }
        ByteBuffer responses = ByteBuffer.wrap(sent);
        while (responses.hasRemaining()) {
            int count = 1 + choice.applyAsInt(responses.remaining());
            ByteBuffer piece = responses.slice(responses.position(), count);
            client.receive(piece);
            assertEquals(0, piece.remaining(), "all is consumed");
            responses.position(responses.position() + count);
        }
        client.receiveEof();
        assertFalse(client.isOpen());
        assertEquals(0, client.pendingCount());
        assertTrue(client.output().isEmpty());
        for (FuzzResponseRecorder fuzzResponseRecorder : diaries) {
            assertTrue(fuzzResponseRecorder.over, "each request has its end");
            all.append(fuzzResponseRecorder.text).append("--\n");
        }
        return all.toString();
    }

    private static Request request(Method method) {
        RequestTarget requestTarget = RequestTarget.parse(method, method.equals(Method.CONNECT) ? "a:1" : "/")
                .orElseThrow();
        return new Request(method, requestTarget, Version.HTTP_1_1, Headers.of("Host", "a"));
    }
}
