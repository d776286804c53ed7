package dev.roundhouse.http.tls.certificate;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Certificates of authorities that are trusted to issue the certificate of the peer. Immutable. */
public final class TrustedCertificates {
    private final List<X509Certificate> certificates;
    private final List<String> warnings;
    private final X509ExtendedTrustManager trustManager;

    private TrustedCertificates(
            List<X509Certificate> certificates, List<String> warnings, X509ExtendedTrustManager trustManager) {
        this.certificates = List.copyOf(certificates);
        this.warnings = List.copyOf(warnings);
        this.trustManager = trustManager;
    }

    /**
     * Reads a PEM file.
     *
     * @param file contains one or more certificates
     * @param now the current time, for warnings about expiry
     * @throws CertificateFileException if the file cannot be used
     */
    public static TrustedCertificates load(Path file, Instant now) throws CertificateFileException {
        return load(file, FileContents.read(List.of(file)), now);
    }

    /** The same for a file that has been read. */
    static TrustedCertificates load(Path file, FileContents contents, Instant now) throws CertificateFileException {
        List<X509Certificate> certificates = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (LocatedCertificate located : CertificateLoader.certificates(contents, file)) {
            certificates.add(located.certificate());
            if (located.certificate().getNotAfter().toInstant().isBefore(now)) {
                warnings.add(CertificateFileException.message(
                        file, located.line(), "the certificate of " + located.name() + " has expired; replace it"));
            }
            if (located.certificate().getBasicConstraints() < 0) {
                warnings.add(CertificateFileException.message(
                        file,
                        located.line(),
                        "the certificate of " + located.name()
                                + " is not one of an authority; only itself is trusted"));
            }
        }
        try {
            return new TrustedCertificates(certificates, warnings, trustManager(certificates));
        } catch (IOException | GeneralSecurityException unsupported) {
            throw new CertificateFileException(file, "this Java cannot use the certificates", unsupported);
        }
    }

    private static X509ExtendedTrustManager trustManager(List<X509Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("the trust manager of this Java is of an unknown type");
    }

    /** The certificates, in the order of the file. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** What the operator should change; each a line that begins with the file. */
    public List<String> warnings() {
        return warnings;
    }

    /** Trusts the peers whose chain ends with one of the certificates. */
    public X509ExtendedTrustManager trustManager() {
        return trustManager;
    }
}
