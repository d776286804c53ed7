package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Timeouts;
import java.time.Duration;
import java.util.List;

/**
 * How a server uses TLS.
 *
 * @param minVersion the oldest version
 * @param cipherSuites the IANA names of the cipher suites, the preferred one first; empty for {@link #DEFAULT_CIPHER_SUITES}
 * @param groups the names of the groups for the key exchange, the preferred one first; empty for {@link #DEFAULT_GROUPS}. The JDK has
 *     an interface for it from 20 on; before, the system property {@code jdk.tls.namedGroups} is read with the first context
 * @param clientAuthentication whether clients authenticate themselves
 * @param applicationProtocols the protocols for ALPN, the preferred one first
 * @param handshakeTimeout from the accept to the end of the handshake
 * @param writeTimeout how long a client may accept no bytes
 * @param sessionLifetime how long a session can be resumed; from a second to a week (RFC 8446 §4.6.1)
 * @param maxHandshakes the maximum number of unfinished handshakes; further connections are closed
 */
public record TlsSettings(
        TlsVersion minVersion,
        List<String> cipherSuites,
        List<String> groups,
        ClientAuthentication clientAuthentication,
        List<String> applicationProtocols,
        Duration handshakeTimeout,
        Duration writeTimeout,
        Duration sessionLifetime,
        int maxHandshakes) {
    /**
     * Forward secrecy and authenticated encryption only. AES with 128 bits first: it is the fastest in the JDK, and ChaCha20 by far the
     * slowest. RFC 9325 §4.2
     */
    public static final List<String> DEFAULT_CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /**
     * Elliptic curves, and the hybrid with ML-KEM where the JDK has it. The JDK also has finite fields, up to 8192 bits: a client that
     * offers those alone would make a key exchange that takes some fifty times as long.
     */
    public static final List<String> DEFAULT_GROUPS =
            List.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1", "secp521r1");

    /** The longest time in which a session can be resumed; with a longer one, the JDK sends no tickets. RFC 8446 §4.6.1 */
    public static final Duration MAX_SESSION_LIFETIME = Duration.ofDays(7);

    /** The protocols of HTTP/1 for ALPN. A client that requests HTTP/1.0, such as {@code curl --http1.0}, may offer that alone. */
    public static final List<String> HTTP_1 = List.of("http/1.1", "http/1.0");

    /**
     * TLS 1.2 and 1.3 for HTTP/1, without client certificates; 10 seconds for a handshake, 10,000 unfinished ones, and a day in which a
     * session can be resumed.
     */
    public static final TlsSettings DEFAULT = new TlsSettings(
            TlsVersion.TLS_1_2,
            List.of(),
            List.of(),
            ClientAuthentication.OFF,
            HTTP_1,
            Duration.ofSeconds(10),
            Timeouts.DEFAULT.write(),
            Duration.ofHours(24),
            10_000);

    /** @throws IllegalArgumentException when a value is out of its range */
    public TlsSettings {
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
        applicationProtocols = List.copyOf(applicationProtocols);
        if (sessionLifetime.toSeconds() < 1 || sessionLifetime.compareTo(MAX_SESSION_LIFETIME) > 0) {
            throw new IllegalArgumentException("sessionLifetime must be from a second to 7 days: " + sessionLifetime);
        }
        if (maxHandshakes < 1 || !isPositive(handshakeTimeout) || !isPositive(writeTimeout)) {
            throw new IllegalArgumentException("maxHandshakes and the timeouts must be positive");
        }
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    /** These settings with other protocols for ALPN. */
    public TlsSettings withApplicationProtocols(List<String> protocols) {
        return new TlsSettings(
                minVersion,
                cipherSuites,
                groups,
                clientAuthentication,
                protocols,
                handshakeTimeout,
                writeTimeout,
                sessionLifetime,
                maxHandshakes);
    }

    /** These settings with another oldest version. */
    public TlsSettings withMinVersion(TlsVersion version) {
        return new TlsSettings(
                version,
                cipherSuites,
                groups,
                clientAuthentication,
                applicationProtocols,
                handshakeTimeout,
                writeTimeout,
                sessionLifetime,
                maxHandshakes);
    }

    /** These settings with other cipher suites. */
    public TlsSettings withCipherSuites(List<String> suites) {
        return new TlsSettings(
                minVersion,
                suites,
                groups,
                clientAuthentication,
                applicationProtocols,
                handshakeTimeout,
                writeTimeout,
                sessionLifetime,
                maxHandshakes);
    }

    /** These settings with other groups for the key exchange. */
    public TlsSettings withGroups(List<String> names) {
        return new TlsSettings(
                minVersion,
                cipherSuites,
                names,
                clientAuthentication,
                applicationProtocols,
                handshakeTimeout,
                writeTimeout,
                sessionLifetime,
                maxHandshakes);
    }

    /** These settings with other demands on the certificates of clients. */
    public TlsSettings withClientAuthentication(ClientAuthentication mode) {
        return new TlsSettings(
                minVersion,
                cipherSuites,
                groups,
                mode,
                applicationProtocols,
                handshakeTimeout,
                writeTimeout,
                sessionLifetime,
                maxHandshakes);
    }

    /** These settings with another time in which a session can be resumed. */
    public TlsSettings withSessionLifetime(Duration lifetime) {
        return new TlsSettings(
                minVersion,
                cipherSuites,
                groups,
                clientAuthentication,
                applicationProtocols,
                handshakeTimeout,
                writeTimeout,
                lifetime,
                maxHandshakes);
    }

    /** These settings with other timeouts. */
    public TlsSettings withTimeouts(Duration handshake, Duration write) {
        return new TlsSettings(
                minVersion,
                cipherSuites,
                groups,
                clientAuthentication,
                applicationProtocols,
                handshake,
                write,
                sessionLifetime,
                maxHandshakes);
    }

    /** These settings with another limit of unfinished handshakes. */
    public TlsSettings withMaxHandshakes(int max) {
        return new TlsSettings(
                minVersion,
                cipherSuites,
                groups,
                clientAuthentication,
                applicationProtocols,
                handshakeTimeout,
                writeTimeout,
                sessionLifetime,
                max);
    }
}
