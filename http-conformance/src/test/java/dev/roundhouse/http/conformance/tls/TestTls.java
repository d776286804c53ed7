package dev.roundhouse.http.conformance.tls;

import dev.roundhouse.http.tls.ProtocolSelector;
import dev.roundhouse.http.tls.TlsClient;
import dev.roundhouse.http.tls.TlsObserver;
import dev.roundhouse.http.tls.TlsServer;
import dev.roundhouse.http.tls.TlsSettings;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The TLS sides of the servers and clients of tests. */
final class TestTls {
    /** Accepts any certificate. */
    static final TlsClient CLIENT = TlsClient.insecure(List.of("http/1.1"));

    private static final CertificateSet CERTIFICATES = certificates();

    private TestTls() {}

    private static CertificateSet certificates() {
        try {
            Path directory = Files.createTempDirectory("test-tls");
            Instant now = Instant.now();
            return CertificateSet.load(
                    List.of(LocalAuthority.open(directory, now).issue(List.of("localhost", "127.0.0.1"), now)), now);
        } catch (IOException | CertificateFileException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static TlsServer server(TlsSettings settings, ProtocolSelector protocols) {
        try {
            CertificateKeyManager keys = new CertificateKeyManager(CERTIFICATES, false);
            return TlsServer.create(settings, keys, Optional.empty(), protocols, TlsObserver.NONE);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
