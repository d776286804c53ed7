package dev.roundhouse.http.tls.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that expires soon.
 *
 * @param certificate the certificate
 * @param days at most so many days are left: 21, 7 or 1; or 0 if it has expired
 */
public record ExpiryNotice(ServerCertificate certificate, int days) {
    /** From the last one to the first one. */
    private static final List<Integer> THRESHOLDS = List.of(0, 1, 7, 21);

    static Optional<ExpiryNotice> due(ServerCertificate certificate, Instant since, Instant now) {
        for (int days : THRESHOLDS) {
            Instant due = certificate.expiry().minus(Duration.ofDays(days));
            if (!due.isAfter(now)) {
                return due.isAfter(since) ? Optional.of(new ExpiryNotice(certificate, days)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** One line for the log. */
    public String message() {
        String subject = certificate.dnsNames().isEmpty()
                ? certificate.subject()
                : certificate.dnsNames().get(0);
        String event =
                days == 0 ? "has expired on " : "expires within " + (days == 1 ? "1 day" : days + " days") + ", on ";
        return CertificateFileException.message(
                certificate.source().files().get(0),
                "the certificate of " + subject + " " + event + certificate.expiry() + "; renew it");
    }
}
