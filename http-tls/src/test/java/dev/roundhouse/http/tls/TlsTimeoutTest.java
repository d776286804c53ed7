package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timeouts of the inner connection, while the client reads the ciphertext slowly. Their values are the defaults. */
class TlsTimeoutTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int LENGTH = 400_000;

    private InMemoryTls tls;

    @BeforeEach
    void start_a_response_that_the_client_does_not_read() throws Exception {
        tls = new InMemoryTls(TlsSettings.DEFAULT, request -> Response.of(Status.OK));
        tls.connect("TLSv1.3");
        tls.exchange("");
        tls.server.receive(ByteBuffer.wrap(tls.encrypt(GET)), tls.nowNanos);
        tls.server
                .nextExchange(tls.nowNanos)
                .orElseThrow()
                .reply(Response.of(Status.OK).with(Body.of("x".repeat(LENGTH))), tls.nowNanos);
    }

    /** Reads some bytes each second; returns after how many seconds the server ended the connection, or the maximum. */
    private int secondsToEnd(int bytesPerSecond, int maximum) throws Exception {
        for (int second = 1; second <= maximum; second++) {
            tls.nowNanos += TimeUnit.SECONDS.toNanos(1);
            if (tls.server.deadline() <= tls.nowNanos) {
                tls.server.handleTimeout(tls.nowNanos);
            }
            if (tls.server.closeState() == CloseState.CLOSE) {
                return second;
            }
            int count = tls.server.output().copyTo(ByteBuffer.allocate(Math.max(1, bytesPerSecond)));
            tls.server.markSent(Math.min(count, bytesPerSecond), tls.nowNanos);
        }
        return maximum;
    }

    /** Each batch of ciphertext takes longer than the write timeout. */
    @ParameterizedTest
    @ValueSource(ints = {300, 900, 2000})
    void client_that_reads_slowly_but_steadily_is_not_ended(int bytesPerSecond) throws Exception {
        int seconds = LENGTH / bytesPerSecond - 5;
        assertEquals(seconds, secondsToEnd(bytesPerSecond, seconds));
        assertEquals(CloseState.OPEN, tls.server.closeState());
    }

    @Test
    void client_below_the_minimum_rate_is_ended() throws Exception {
        int seconds = secondsToEnd(100, 1000);
        assertTrue(seconds >= 20 && seconds < 60, () -> "after " + seconds + " s");
        assertTrue(tls.server.output().isEmpty());
    }

    @Test
    void client_that_reads_nothing_is_ended() throws Exception {
        assertEquals(20, secondsToEnd(0, 1000), 1);
        assertTrue(tls.server.output().isEmpty());
    }
}
