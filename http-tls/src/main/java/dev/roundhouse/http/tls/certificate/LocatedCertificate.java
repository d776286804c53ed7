package dev.roundhouse.http.tls.certificate;

import java.security.cert.X509Certificate;

/**
 * A certificate with its place in a file.
 *
 * @param certificate the certificate
 * @param line the first line of its block, from 1; {@link #NO_LINE} if the file has no lines
 */
record LocatedCertificate(X509Certificate certificate, int line) {
    static final int NO_LINE = 0;

    String name() {
        return certificate.getSubjectX500Principal().getName();
    }
}
