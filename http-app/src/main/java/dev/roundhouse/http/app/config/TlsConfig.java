package dev.roundhouse.http.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * TLS. Names of algorithms are those of Java, and are checked at the start.
 *
 * @param certificates where the certificates come from
 * @param minimumVersion the lowest version that clients may use
 * @param cipherSuites the cipher suites, in order of preference; empty for the default ones
 * @param groups the groups of the key exchange, in order of preference; empty for the default ones
 * @param clientCertificates whether clients need certificates
 * @param clientAuthorities the certificates of the authorities that sign those of clients
 * @param hasStrictSni whether a handshake fails if no certificate covers the host that the client names
 * @param handshakes how long and how many
 */
public record TlsConfig(
        CertificateConfig certificates,
        MinimumTlsVersion minimumVersion,
        List<String> cipherSuites,
        List<String> groups,
        ClientCertificateMode clientCertificates,
        Optional<Path> clientAuthorities,
        boolean hasStrictSni,
        HandshakeConfig handshakes) {
    /** A version of TLS that is supported. */
    public enum MinimumTlsVersion {
        /** RFC 5246. */
        TLS_1_2("1.2"),
        /** RFC 8446. */
        TLS_1_3("1.3");

        private final String number;

        MinimumTlsVersion(String number) {
            this.number = number;
        }

        /**
         * Reads a value of {@code --tls-min}.
         *
         * @throws IllegalArgumentException for another version
         */
        public static MinimumTlsVersion parse(String text) {
            for (MinimumTlsVersion version : values()) {
                if (version.number.equals(text)) {
                    return version;
                }
            }
            throw new IllegalArgumentException("'" + text + "' is not one of 1.2, 1.3");
        }
    }

    /** Whether clients need certificates. The names are the values of {@code --tls-client-auth}. */
    public enum ClientCertificateMode {
        /** No certificate is requested. */
        OFF,
        /** A certificate is requested; without one, the client is anonymous. */
        WANT,
        /** The handshake fails without a certificate. */
        NEED
    }

    /**
     * How long handshakes may take, how many there may be, and for how long the next one is shorter.
     *
     * @param timeout from accepting a connection to the end of its handshake
     * @param maxUnfinished the maximum number of unfinished handshakes at the same time
     * @param sessionLifetime how long a client may resume a session
     */
    public record HandshakeConfig(Duration timeout, int maxUnfinished, Duration sessionLifetime) {}

    /** Copies the lists. */
    public TlsConfig {
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
    }
}
