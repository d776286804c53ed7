package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Version;
import org.junit.jupiter.api.Test;

/** RFC 9112 §9.3. */
class PersistenceTest {
    private static Persistence of(Version version, String... fields) {
        return Persistence.of(version, Headers.of(fields));
    }

    @Test
    void version_decides_without_connection_header() {
        assertEquals(Persistence.KEEP_ALIVE, of(Version.HTTP_1_1));
        assertEquals(Persistence.KEEP_ALIVE, of(Version.of(1, 2)));
        assertEquals(Persistence.CLOSE, of(Version.HTTP_1_0));
    }

    @Test
    void close_option_takes_precedence() {
        assertEquals(Persistence.CLOSE, of(Version.HTTP_1_1, "Connection", "Close"));
        assertEquals(Persistence.CLOSE, of(Version.HTTP_1_1, "Connection", "x, close"));
        assertEquals(Persistence.CLOSE, of(Version.HTTP_1_0, "Connection", "keep-alive", "Connection", "close"));
    }

    @Test
    void http_1_0_with_keep_alive_persists() {
        assertEquals(Persistence.KEEP_ALIVE, of(Version.HTTP_1_0, "Connection", "Keep-Alive"));
        assertEquals(Persistence.CLOSE, of(Version.HTTP_1_0, "Connection", "upgrade"));
        assertEquals(Persistence.KEEP_ALIVE, of(Version.HTTP_1_1, "Connection", "upgrade"));
    }
}
