package dev.roundhouse.http.tls.certificate;

import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.List;

/** What clients reject in a certificate, as warnings: the server starts nevertheless. */
final class CertificateChecks {
    private static final int MIN_RSA_BITS = 2048;
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

    private final Path file;
    private final Instant now;
    private final List<String> warnings;

    CertificateChecks(Path file, Instant now, List<String> warnings) {
        this.file = file;
        this.now = now;
        this.warnings = warnings;
    }

    /** A warning if every user of the machine can read the file. */
    static List<String> readableByAll(FileContents contents, Path file, String secret) throws CertificateFileException {
        return contents.isReadableByAll(file)
                ? List.of(CertificateFileException.message(
                        file, "every user of this machine can read the " + secret + "; chmod o-r " + file))
                : List.of();
    }

    void check(ServerCertificate server) throws CertificateParsingException {
        server.chain().forEach(this::checkValidity);
        X509Certificate certificate = server.certificate();
        if (server.hasNoNames()) {
            warn(
                    certificate,
                    "has no SubjectAltName, which browsers require; request one with the names of the server");
        }
        if (certificate.getPublicKey() instanceof RSAKey key && key.getModulus().bitLength() < MIN_RSA_BITS) {
            warn(
                    certificate,
                    "has an RSA key of less than 2048 bits; create a longer key, or one of the curve prime256v1");
        }
        List<String> usages = certificate.getExtendedKeyUsage();
        if (usages != null && !usages.contains(SERVER_AUTHENTICATION) && !usages.contains(ANY_USAGE)) {
            warn(certificate, "is not issued for servers (extended key usage serverAuth); request one for servers");
        }
        // Public certificate authorities name the place of the issuer's certificate. Private roots do not, and have no
        // intermediate certificate.
        if (server.chain().size() == 1 && certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS) != null) {
            warn(
                    certificate,
                    "is without its intermediate certificate, which clients need; name the file with the chain"
                            + " (fullchain.pem)");
        }
    }

    private void checkValidity(X509Certificate certificate) {
        Instant start = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
            warn(certificate, "has expired on " + end + "; renew it");
        } else if (start.isAfter(now)) {
            warn(certificate, "is not valid before " + start + "; correct the clock of this machine, or wait");
        }
    }

    private void warn(X509Certificate certificate, String problem) {
        String name = certificate.getSubjectX500Principal().getName();
        warnings.add(CertificateFileException.message(file, "the certificate of " + name + " " + problem));
    }
}
