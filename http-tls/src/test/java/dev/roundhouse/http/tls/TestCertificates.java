package dev.roundhouse.http.tls;

import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.CertificateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for localhost and example.org, created once by keytool. Both sides use it, and trust it. */
final class TestCertificates {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final Path FILE = create();
    private static final KeyStore STORE = open();
    private static final CertificateSet SET = load();

    private TestCertificates() {}

    private static Path create() {
        try {
            Path file = Files.createTempDirectory("tls").resolve("test.p12");
            int exit = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-alias",
                            "test",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,dns:example.org",
                            "-validity",
                            "2",
                            "-keystore",
                            file.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            "password")
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("keytool ended with " + exit);
            }
            return file;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static KeyStore open() {
        try {
            return KeyStore.getInstance(FILE.toFile(), PASSWORD);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static CertificateSet load() {
        try {
            Path password = Files.writeString(FILE.resolveSibling("password"), "password");
            return CertificateSet.load(List.of(new CertificateSource.Pkcs12File(FILE, password)), Instant.now());
        } catch (IOException | CertificateFileException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The key manager of a server. */
    static CertificateKeyManager serverKeys() {
        return new CertificateKeyManager(SET, false);
    }

    static KeyManager keys() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(STORE, PASSWORD);
        return keys.getKeyManagers()[0];
    }

    static TrustManager trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(STORE);
        return trust.getTrustManagers()[0];
    }

    /** A context of a client that has the certificate, too. */
    static SSLContext clientContext() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys()}, new TrustManager[] {trust()}, null);
        return context;
    }
}
