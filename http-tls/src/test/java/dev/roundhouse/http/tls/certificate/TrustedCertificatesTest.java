package dev.roundhouse.http.tls.certificate;

import static dev.roundhouse.http.tls.certificate.CertificateTestFiles.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedCertificatesTest {
    @TempDir
    private Path directory;

    private CertificateTestFiles files;

    @BeforeEach
    void createFiles() {
        files = new CertificateTestFiles(directory);
    }

    private X509Certificate[] chain(String certificate, String key) throws CertificateFileException {
        return CertificateTestFiles.load(files.pem(certificate, key))
                .certificates()
                .get(0)
                .chain()
                .toArray(X509Certificate[]::new);
    }

    @Test
    void trusts_chains_that_end_with_a_certificate_of_the_file() throws Exception {
        TrustedCertificates trusted = TrustedCertificates.load(files.copy("root.pem"), NOW);
        assertEquals(List.of(), trusted.warnings());
        assertEquals(1, trusted.certificates().size());
        assertEquals(List.of(trusted.trustManager().getAcceptedIssuers()), trusted.certificates());
        trusted.trustManager().checkServerTrusted(chain("chain.pem", "leaf-key.pem"), "ECDHE_ECDSA");
        X509Certificate[] other = chain("other.pem", "other-key.pem");
        assertThrows(CertificateException.class, () -> trusted.trustManager().checkServerTrusted(other, "ECDHE_ECDSA"));
        assertThrows(CertificateException.class, () -> trusted.trustManager().checkClientTrusted(other, "EC"));
    }

    @Test
    void trusts_every_certificate_of_the_file() throws Exception {
        Path both =
                files.write("both.pem", CertificateTestFiles.text("root.pem") + CertificateTestFiles.text("other.pem"));
        TrustedCertificates trusted = TrustedCertificates.load(both, NOW);
        assertEquals(2, trusted.certificates().size());
        trusted.trustManager().checkServerTrusted(chain("chain.pem", "leaf-key.pem"), "ECDHE_ECDSA");
        trusted.trustManager().checkClientTrusted(chain("other.pem", "other-key.pem"), "EC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void handshake_needs_a_trusted_certificate(String protocol) throws Exception {
        CertificateKeyManager keys =
                new CertificateKeyManager(CertificateTestFiles.load(files.pem("chain.pem", "leaf-key.pem")), false);
        SSLContext server = EnginePair.serverContext(keys);
        SSLContext trusting = EnginePair.clientContext(
                TrustedCertificates.load(files.copy("root.pem"), NOW).trustManager());
        assertEquals(2, EnginePair.handshake(trusting, server, keys, "leaf.example.org", protocol).length);
        SSLContext suspicious = EnginePair.clientContext(
                TrustedCertificates.load(files.copy("other.pem"), NOW).trustManager());
        assertThrows(
                SSLException.class, () -> EnginePair.handshake(suspicious, server, keys, "leaf.example.org", protocol));
    }

    @Test
    void warns_of_expired_certificates_and_of_those_of_no_authority() throws Exception {
        TrustedCertificates trusted =
                TrustedCertificates.load(files.copy("leaf.pem"), Instant.parse("2130-01-01T00:00:00Z"));
        assertEquals(
                List.of(
                        directory.resolve("leaf.pem")
                                + ":1: the certificate of CN=leaf.example.org has expired; replace it",
                        directory.resolve("leaf.pem")
                                + ":1: the certificate of CN=leaf.example.org is not one of an authority; only itself is"
                                + " trusted"),
                trusted.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root-key.pem | root-key.pem:1: a private key, and no certificate",
                "rsa.der | rsa.der: is not a PEM file",
                "password.txt | password.txt: is not a PEM file",
            })
    void reports_files_that_cannot_be_used(String name, String message) {
        Path file = files.copy(name);
        CertificateFileException error =
                assertThrows(CertificateFileException.class, () -> TrustedCertificates.load(file, NOW));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void reports_a_file_that_does_not_exist() {
        Path file = directory.resolve("missing.pem");
        CertificateFileException error =
                assertThrows(CertificateFileException.class, () -> TrustedCertificates.load(file, NOW));
        assertEquals(file + ": does not exist; correct the path", error.getMessage());
    }

    @Test
    void replaced_file_is_trusted_at_the_second_check() throws Exception {
        Path path = files.write("authorities.pem", CertificateTestFiles.text("root.pem"));
        TrustedCertificateFile file = TrustedCertificateFile.load(path, NOW);
        X509ExtendedTrustManager manager = file.trustManager();
        X509Certificate[] first = chain("chain.pem", "leaf-key.pem");
        X509Certificate[] second = chain("other.pem", "other-key.pem");
        assertTrue(file.reloadIfChanged(NOW).isEmpty());
        files.write("authorities.pem", CertificateTestFiles.text("other.pem"));

        assertTrue(file.reloadIfChanged(NOW).isEmpty());
        manager.checkServerTrusted(first, "ECDHE_ECDSA");
        assertTrue(file.reloadIfChanged(NOW).isPresent());
        manager.checkClientTrusted(second, "EC");
        assertThrows(CertificateException.class, () -> manager.checkServerTrusted(first, "ECDHE_ECDSA"));
        assertEquals(List.of(manager.getAcceptedIssuers()), file.current().certificates());
    }

    @Test
    void damaged_file_is_reported_once_and_the_certificates_from_before_stay() throws Exception {
        Path path = files.write("authorities.pem", CertificateTestFiles.text("root.pem"));
        TrustedCertificateFile file = TrustedCertificateFile.load(path, NOW);
        Files.writeString(path, "nothing");
        assertTrue(file.reloadIfChanged(NOW).isEmpty());

        assertThrows(CertificateFileException.class, () -> file.reloadIfChanged(NOW));
        assertTrue(file.reloadIfChanged(NOW).isEmpty());
        assertThrows(CertificateFileException.class, () -> file.reload(NOW));
        file.trustManager().checkServerTrusted(chain("chain.pem", "leaf-key.pem"), "ECDHE_ECDSA");
    }
}
