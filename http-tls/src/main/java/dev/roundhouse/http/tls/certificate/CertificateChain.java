package dev.roundhouse.http.tls.certificate;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order of a chain: the certificate of the server, then the one that issued it, and so on. RFC 5246 §7.4.2 requires
 * it. A file in another order is repaired, since its meaning is clear, and the operator gets a warning.
 */
final class CertificateChain {
    private final Path file;
    private final List<String> warnings;

    CertificateChain(Path file, List<String> warnings) {
        this.file = file;
        this.warnings = warnings;
    }

    /** Orders the certificates of the file; at least one fits the key. */
    List<X509Certificate> order(List<LocatedCertificate> certificates, PrivateKey key) {
        List<LocatedCertificate> rest = new ArrayList<>(certificates);
        List<LocatedCertificate> chain = new ArrayList<>();
        Optional<LocatedCertificate> next = certificates.stream()
                .filter(located -> KeyPairs.fit(key, located.certificate()))
                .findFirst();
        while (next.isPresent()) {
            LocatedCertificate last = next.get();
            chain.add(last);
            rest.remove(last);
            next = rest.stream()
                    .filter(candidate -> isIssuedBy(last.certificate(), candidate.certificate()))
                    .findFirst();
        }
        warn(certificates, chain, rest);
        return chain.stream().map(LocatedCertificate::certificate).toList();
    }

    private void warn(
            List<LocatedCertificate> certificates, List<LocatedCertificate> chain, List<LocatedCertificate> rest) {
        for (LocatedCertificate unused : rest) {
            warn(
                    unused,
                    "the certificate of " + unused.name() + " does not belong to the chain and is not sent; remove it");
        }
        List<LocatedCertificate> used = new ArrayList<>(certificates);
        used.removeAll(rest);
        if (!used.equals(chain)) {
            warn(
                    chain.get(0),
                    "the chain is not in order, and is sent in order; write the certificate of "
                            + chain.get(0).name() + " first, then each issuer");
        }
    }

    private void warn(LocatedCertificate at, String problem) {
        warnings.add(
                at.line() == LocatedCertificate.NO_LINE
                        ? CertificateFileException.message(file, problem)
                        : CertificateFileException.message(file, at.line(), problem));
    }

    /** By name and by signature: a renewed intermediate certificate has the same name, and another key. */
    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException otherKey) {
            return false;
        }
    }
}
