package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Streams whose length is declared. */
class DeclaredLengthTest {
    private final OutputQueue output = new OutputQueue();
    private final ByteBuffer target = ByteBuffer.allocate(1000);

    /** A stream of two parts of five bytes. */
    private static Body stream(long length) {
        return new Body.Streamed(
                new Body.Producer() {
                    private int parts;

                    @Override
                    public Body.Progress produce(ByteBuffer buffer) {
                        buffer.put(HttpGrammar.encode("01234"));
                        return ++parts == 2 ? Body.Progress.ENDED : Body.Progress.MORE;
                    }
                },
                length);
    }

    private String next() throws IOException {
        target.clear();
        output.advance(output.copyTo(target));
        return HttpGrammar.decode(target.array(), 0, target.position());
    }

    @Test
    void stream_of_the_declared_length_is_sent() throws IOException {
        output.add(stream(10));

        assertEquals("0123401234", next() + next());
        assertTrue(output.isEmpty());
    }

    @Test
    void shorter_stream_fails() throws IOException {
        output.add(stream(11));
        next();

        assertTrue(assertThrows(IOException.class, this::next).getMessage().endsWith("declared length is 11"));
    }

    @Test
    void longer_stream_fails_before_a_byte_too_many_is_sent() throws IOException {
        output.add(stream(9));
        next();

        assertThrows(IOException.class, this::next);
    }

    @Test
    void length_below_minus_one_throws() {
        assertThrows(IllegalArgumentException.class, () -> stream(-2));
    }

    @Test
    void client_sends_a_content_length_and_no_chunks() throws IOException {
        Http1ClientConnection client = new Http1ClientConnection(Http1Limits.DEFAULT);
        client.send(Request.get("a", "/"), stream(10), new IgnoringListener());

        StringBuilder sent = new StringBuilder();
        while (!client.output().isEmpty()) {
            target.clear();
            client.markSent(client.output().copyTo(target));
            sent.append(HttpGrammar.decode(target.array(), 0, target.position()));
        }

        assertTrue(sent.toString().endsWith("Content-Length: 10\r\n\r\n0123401234"), sent.toString());
        assertFalse(sent.toString().contains("chunked"));
    }

    private static final class IgnoringListener implements ResponseListener {
        @Override
        public void onHead(ResponseHead head) {}

        @Override
        public void onContent(ByteBuffer data) {}

        @Override
        public void onComplete() {}

        @Override
        public void onFailure(String reason) {}
    }
}
