package dev.roundhouse.http.h1.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.ResponseListener;
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

/** A client connection with any input: each request gets one complete response or one failure, for any split. */
class Http1ClientConnectionFuzzTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(10, 200, 2_000, 10), 100, 1_000, 20);
    private static final Method[] METHODS = {Method.GET, Method.HEAD, Method.CONNECT, Method.GET};

    /** Records the calls of the connection as text. */
    private static final class FuzzResponseRecorder implements ResponseListener {
        private final StringBuilder text = new StringBuilder();
        private boolean headReceived;
        private boolean isCompleted;

        @Override
        public void onInterimResponse(ResponseHead head) {
            assertFalse(headReceived || isCompleted);
            text.append("interim ").append(head).append('\n');
        }

        @Override
        public void onHead(ResponseHead head) {
            assertFalse(headReceived || isCompleted);
            headReceived = true;
            text.append(head).append('\n');
        }

        @Override
        public void onContent(ByteBuffer data) {
            assertTrue(headReceived && !isCompleted);
            while (data.hasRemaining()) {
                text.append((char) data.get());
            }
        }

        @Override
        public void onComplete() {
            assertTrue(headReceived && !isCompleted);
            isCompleted = true;
            text.append("\nend\n");
        }

        @Override
        public void onFailure(String reason) {
            assertFalse(isCompleted);
            isCompleted = true;
            text.append('\n').append(reason).append('\n');
        }
    }

    @FuzzTest(maxDuration = "3m")
    void any_split_gives_each_request_the_same_single_result(byte[] fuzzed) {
        FuzzChoices fuzzChoices = new FuzzChoices(fuzzed);
        byte[] input = fuzzChoices.input();
        assertEquals(record(input, bound -> bound - 1), record(input, fuzzChoices));
    }

    private static String record(byte[] input, java.util.function.IntUnaryOperator choice) {
        Http1ClientConnection client = new Http1ClientConnection(LIMITS);
        StringBuilder text = new StringBuilder();
        FuzzResponseRecorder[] recorders = new FuzzResponseRecorder[METHODS.length];
        for (int i = 0; i < METHODS.length; i++) {
            recorders[i] = new FuzzResponseRecorder();
            client.send(request(METHODS[i]), Body.empty(), recorders[i]);
        }
        ByteBuffer responses = ByteBuffer.wrap(input);
        while (responses.hasRemaining()) {
            int count = 1 + choice.applyAsInt(responses.remaining());
            ByteBuffer segment = responses.slice(responses.position(), count);
            client.receive(segment);
            assertEquals(0, segment.remaining(), "all input is consumed");
            responses.position(responses.position() + count);
        }
        client.receiveEof();
        assertFalse(client.isOpen());
        assertEquals(0, client.pendingCount());
        assertTrue(client.output().isEmpty());
        for (FuzzResponseRecorder recorder : recorders) {
            assertTrue(recorder.isCompleted, "each request is completed");
            text.append(recorder.text).append("--\n");
        }
        return text.toString();
    }

    private static Request request(Method method) {
        RequestTarget requestTarget = RequestTarget.parse(method, method.equals(Method.CONNECT) ? "a:1" : "/")
                .orElseThrow();
        return new Request(method, requestTarget, Version.HTTP_1_1, Headers.of("Host", "a"));
    }
}
