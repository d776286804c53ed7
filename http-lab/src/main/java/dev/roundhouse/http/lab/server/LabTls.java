package dev.roundhouse.http.lab.server;

import dev.roundhouse.http.tls.TlsClient;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateSource;
import dev.roundhouse.http.tls.certificate.LocalAuthority;
import dev.roundhouse.http.tls.certificate.TrustedCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The certificate of all servers of a run, with an ECDSA key on P-256.
 *
 * @param certificate PEM file with the certificate, and that of its issuer
 * @param key PEM file with the private key; may be the same
 * @param client a client that trusts it
 */
public record LabTls(Path certificate, Path key, TlsClient client) {
    /**
     * Creates a certificate.
     *
     * @param directory receives the files
     * @throws IOException if they cannot be written
     */
    public static LabTls create(Path directory) throws IOException {
        Instant now = Instant.now();
        try {
            Path state = Files.createDirectories(directory).toAbsolutePath();
            LocalAuthority authority = LocalAuthority.open(state, now);
            CertificateSource source = authority.issue(List.of("localhost", "127.0.0.1", "::1"), now);
            TrustedCertificates root = TrustedCertificates.load(authority.rootCertificate(), now);
            return new LabTls(
                    source.files().get(0), source.files().get(1), TlsClient.trusting(root, List.of("http/1.1")));
        } catch (CertificateFileException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }
}
