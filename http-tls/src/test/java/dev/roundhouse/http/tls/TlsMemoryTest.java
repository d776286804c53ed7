package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buffers that a connection holds between two events. */
final class TlsMemoryTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** The largest record, in an array with room for a quarter more. */
    private static final int MAX_RECORD = (5 + (16 << 10) + 2048) * 5 / 4;

    private static InMemoryTls start(int length) throws Exception {
        return new InMemoryTls(
                TlsSettings.DEFAULT, request -> Response.of(Status.OK).with(Body.of("x".repeat(length))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void idle_connection_holds_no_buffer(String version) throws Exception {
        InMemoryTls tls = start(100_000);
        tls.connect(version);
        assertEquals(0, tls.secured.bufferBytes());
        tls.exchange("");
        assertEquals(0, tls.secured.bufferBytes());
        tls.exchange(GET);
        assertEquals(0, tls.secured.bufferBytes());
        tls.piece = 1;
        tls.exchange(GET);
        assertEquals(0, tls.secured.bufferBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void part_of_a_record_is_held_in_an_array_of_its_size(String version) throws Exception {
        InMemoryTls tls = start(10);
        tls.connect(version);
        tls.exchange("");
        byte[] part = Arrays.copyOf(new byte[] {23, 3, 3, 64, 0}, 16_000);
        for (int sent = 0; sent < part.length; sent += 100) {
            tls.receive(Arrays.copyOfRange(part, sent, sent + 100));
            int max = Math.max(512, (sent + 100) * 5 / 4 + 200);
            assertTrue(tls.secured.bufferBytes() <= max, () -> "holds " + tls.secured.bufferBytes());
        }
        assertTrue(tls.server.wantsInput());
        tls.server.abort(tls.nowNanos);
        assertEquals(0, tls.secured.bufferBytes());
    }

    /** As much as was received at once stays, until the inner connection wants it. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void no_more_input_is_wanted_while_the_inner_connection_wants_none(String version) throws Exception {
        InMemoryTls tls = start(10);
        tls.connect(version);
        tls.exchange("");
        byte[] requests = tls.encrypt(GET.repeat(3_000));
        int received = 0;
        while (tls.server.wantsInput()) {
            int count = Math.min(32 << 10, requests.length - received);
            tls.server.receive(ByteBuffer.wrap(requests, received, count), tls.nowNanos);
            received += count;
        }

        assertTrue(received <= 128 << 10, "received " + received);
        assertTrue(
                tls.secured.bufferBytes() <= MAX_RECORD + (32 << 10) * 5 / 4,
                () -> "holds " + tls.secured.bufferBytes());
        tls.receive(Arrays.copyOfRange(requests, received, requests.length));
        tls.exchange("");
        assertEquals(3_000, tls.text().split("HTTP/1.1 200 OK").length - 1);
        assertEquals(0, tls.secured.bufferBytes());
    }
}
