package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are unusual, or come at an unusual time. */
final class TlsRecordTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<String> uploads = new ArrayList<>();

    private static InMemoryTls start(int length) throws Exception {
        return new InMemoryTls(
                TlsSettings.DEFAULT, request -> Response.of(Status.OK).with(Body.of("x".repeat(length))));
    }

    private final class RecordedUpload implements Upload {
        private int count;

        @Override
        public void receive(ByteBuffer bytes) {
            count += bytes.remaining();
        }

        @Override
        public Reply finish() {
            uploads.add("finished " + count);
            return Response.of(Status.OK);
        }

        @Override
        public void abort() {
            uploads.add("aborted " + count);
        }
    }

    /** There is something to send although the inner connection has no output. */
    @Test
    void tickets_are_sent_before_any_request() throws Exception {
        InMemoryTls tls = start(10);
        tls.connect("TLSv1.3");
        tls.holdsBack = true;
        boolean hasTicket = false;
        while (tls.stepOnce()) {
            hasTicket |= tls.events.contains("completed") && tls.server.isBusy();
        }

        assertTrue(hasTicket);
        assertFalse(tls.server.isBusy());
    }

    @Test
    void key_update_is_responded_to_while_the_connection_is_idle() throws Exception {
        InMemoryTls tls = start(10);
        tls.connect("TLSv1.3");
        tls.exchange(GET);
        tls.client.beginHandshake();
        tls.wrapOnce();
        tls.flush();

        assertFalse(tls.server.output().isEmpty());
        tls.exchange(GET);
        assertEquals(2, tls.text().split("HTTP/1.1 200 OK").length - 1);
    }

    @Test
    void key_update_during_a_response_is_responded_to_between_its_records() throws Exception {
        InMemoryTls tls = start(1_000_000);
        tls.connect("TLSv1.3");
        tls.exchange("");
        tls.holdsBack = true;
        for (int number = 0; number < 10; number++) {
            tls.client.beginHandshake();
            tls.wrapOnce();
        }
        tls.exchange(GET);
        tls.exchange("");

        assertTrue(
                tls.text().endsWith("x".repeat(1_000_000)),
                () -> "length " + tls.text().length());
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, Content-Length: 10, aborted 3",
        "TLSv1.2, Content-Length: 10, aborted 3",
        "TLSv1.3, Transfer-Encoding: chunked, aborted 0",
        "TLSv1.2, Transfer-Encoding: chunked, aborted 0",
        "TLSv1.3, Content-Length: 3, finished 3",
        "TLSv1.2, Content-Length: 3, finished 3"
    })
    void framing_decides_if_the_body_is_complete_at_the_end_of_the_input(String version, String field, String upload)
            throws Exception {
        for (boolean isAnnounced : new boolean[] {false, true}) {
            InMemoryTls tls = new InMemoryTls(TlsSettings.DEFAULT, request -> new RecordedUpload());
            uploads.clear();
            tls.connect(version);
            tls.exchange("POST / HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n" + "5\r\n");
            if (isAnnounced) {
                tls.client.closeOutbound();
            } else {
                tls.server.receiveEof(tls.nowNanos);
            }
            tls.exchange("");

            assertEquals(List.of(upload), uploads);
            assertEquals(upload.startsWith("finished"), tls.text().startsWith("HTTP/1.1 200 OK"), tls.text());
            assertTrue(tls.isClientClosed, "no close_notify");
        }
    }

    /** The client goes on sending: its records are read and discarded, since a reset could destroy the response. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void records_are_received_after_the_close_notify_of_the_server(String version) throws Exception {
        InMemoryTls tls = start(10);
        tls.connect(version);
        tls.exchange("");
        tls.holdsBack = true;
        tls.readsNothing = true;
        tls.exchange("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n");
        while (tls.stepServer()) {
            // Until the response has been sent.
        }
        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
        tls.exchange("b".repeat(100_000));
        assertTrue(tls.server.wantsInput() || tls.server.closeState() == CloseState.CLOSE);
        tls.readsNothing = false;
        tls.exchange("");

        assertTrue(tls.text().startsWith("HTTP/1.1 413 "), tls.text());
        assertTrue(tls.isClientClosed, "no close_notify");
    }

    /** 32 KiB is the limit of the JDK for a message, which may extend over several records. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, 1", "TLSv1.3, 1000", "TLSv1.3, 100000", "TLSv1.2, 1", "TLSv1.2, 1000", "TLSv1.2, 100000"})
    void client_hello_of_30_kib_is_accepted_in_any_pieces(String version, int piece) throws Exception {
        InMemoryTls tls = start(10);
        tls.piece = piece;
        tls.applicationProtocols = protocols(120);
        tls.connect(version);
        tls.exchange(GET);

        assertTrue(tls.text().startsWith("HTTP/1.1 200 OK"), tls.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void client_hello_of_60_kib_is_rejected(String version) throws Exception {
        InMemoryTls tls = start(10);
        tls.applicationProtocols = protocols(240);
        tls.connect(version);

        assertThrows(SSLException.class, () -> tls.exchange(GET));
        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
        assertEquals(0, tls.tlsServer.unfinishedHandshakes());
    }

    private static String[] protocols(int count) {
        String[] protocols = new String[count + 1];
        for (int number = 0; number < count; number++) {
            protocols[number] = "%250d".formatted(number);
        }
        protocols[count] = "http/1.1";
        return protocols;
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22, 23})
    void records_of_the_length_zero_end_a_handshake(int type) throws Exception {
        InMemoryTls tls = start(10);
        tls.connect("TLSv1.3");
        tls.wrapOnce();
        tls.flush();
        for (int number = 0; number < 2000 && tls.server.closeState() == CloseState.OPEN; number++) {
            tls.receive(new byte[] {(byte) type, 3, 3, 0, 0});
            tls.rawOutput();
        }

        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
        assertEquals(0, tls.tlsServer.unfinishedHandshakes());
    }

    /** Level and description; before and after the handshake. An engine may want to wrap, and produce nothing (JDK-8254967). */
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, 1, 0", "TLSv1.3, 1, 90", "TLSv1.3, 2, 40", "TLSv1.3, 2, 80", "TLSv1.3, 3, 255",
        "TLSv1.2, 1, 0", "TLSv1.2, 1, 90", "TLSv1.2, 2, 40", "TLSv1.2, 2, 80", "TLSv1.2, 3, 255"
    })
    void alert_ends_the_connection_at_any_moment(String version, int level, int description) throws Exception {
        byte[] alert = {21, 3, 3, 0, 2, (byte) level, (byte) description};
        for (int before = 0; before < 12; before++) {
            InMemoryTls tls = start(10);
            tls.connect(version);
            for (int step = 0; step < before; step++) {
                tls.stepOnce();
            }
            receiveAndEnd(tls, alert);

            assertEquals(CloseState.CLOSE, tls.server.closeState(), "after " + before + " steps");
            assertEquals(0, tls.tlsServer.unfinishedHandshakes());
        }
    }

    /** What a client sends that has received a record with a wrong authentication tag. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void encrypted_alert_ends_the_connection(String version) throws Exception {
        InMemoryTls tls = start(10);
        tls.connect(version);
        tls.exchange(GET);
        byte[] damaged = new byte[64];
        System.arraycopy(new byte[] {23, 3, 3, 0, 59}, 0, damaged, 0, 5);
        assertThrows(
                SSLException.class, () -> tls.client.unwrap(ByteBuffer.wrap(damaged), ByteBuffer.allocate(1 << 15)));
        tls.wrapOnce();
        receiveAndEnd(tls, new byte[0]);

        assertEquals(CloseState.CLOSE, tls.server.closeState());
    }

    /** RFC 8446 §6.1: user_canceled, which is followed by close_notify. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void client_may_cancel_the_handshake_at_any_moment(String version) throws Exception {
        for (int before = 0; before < 12; before++) {
            InMemoryTls tls = start(10);
            tls.connect(version);
            for (int step = 0; step < before; step++) {
                tls.stepOnce();
            }
            tls.client.closeOutbound();
            for (int record = 0; record < 3; record++) {
                tls.wrapOnce();
            }
            receiveAndEnd(tls, new byte[0]);

            assertEquals(CloseState.CLOSE, tls.server.closeState(), "after " + before + " steps");
            assertEquals(0, tls.tlsServer.unfinishedHandshakes());
        }
    }

    private static void receiveAndEnd(InMemoryTls tls, byte[] bytes) throws IOException {
        tls.receive(bytes);
        tls.rawOutput();
        if (tls.server.closeState() != CloseState.CLOSE) {
            tls.server.receiveEof(tls.nowNanos);
            tls.rawOutput();
        }
    }
}
