package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Timeouts;
import java.time.Duration;

/**
 * How long the peer of a TLS connection may take.
 *
 * @param handshake from the accept to the end of the handshake
 * @param write how long it may accept no ciphertext
 */
public record TlsTimeouts(Duration handshake, Duration write) {
    /** Ten seconds for a handshake, and the default time to write. */
    public static final TlsTimeouts DEFAULT = new TlsTimeouts(Duration.ofSeconds(10), Timeouts.DEFAULT.write());
}
