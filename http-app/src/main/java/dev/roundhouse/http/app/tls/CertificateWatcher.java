package dev.roundhouse.http.app.tls;

import dev.roundhouse.http.app.accesslog.PeerAddress;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateReload;
import dev.roundhouse.http.tls.certificate.CertificateReload.Failed;
import dev.roundhouse.http.tls.certificate.CertificateReload.Replaced;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.ExpiryNotice;
import dev.roundhouse.http.tls.certificate.ServerCertificate;
import dev.roundhouse.http.tls.certificate.TrustedCertificateFile;
import dev.roundhouse.http.tls.certificate.TrustedCertificates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the certificates of a server when their files have changed, and logs before they expire. Files that cannot be used are
 * logged, and the certificates from before stay.
 */
final class CertificateWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatcher.class);

    /** A change is used at the second check that finds it, so within 8 seconds. */
    static final Duration INTERVAL = Duration.ofSeconds(4);

    /** How often the self-signed certificate is checked: it reads the file and the key. */
    private static final Duration RENEWAL_INTERVAL = Duration.ofHours(1);

    private final OpenCertificates certificates;
    private final CertificateKeyManager keys;
    private final Optional<TrustedCertificateFile> authorities;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::run, "certificates");

    /** Loads the authorities of clients. */
    @FunctionalInterface
    private interface AuthorityReload {
        Optional<TrustedCertificates> run() throws CertificateFileException;
    }

    /** The time of the last check for expiry. Guarded by this. */
    private Instant noticedUntil = Instant.MIN;

    /** The time of the next check of the self-signed certificate. Guarded by this. */
    private Instant renewalDue = Instant.MIN;

    /** @param authorities of the certificates of clients */
    CertificateWatcher(
            OpenCertificates certificates,
            CertificateKeyManager keys,
            Optional<TrustedCertificateFile> authorities,
            InstantSource clock) {
        this.authorities = authorities;
        this.certificates = certificates;
        this.keys = keys;
        this.clock = clock;
    }

    /** Logs the certificates, and starts a thread that checks their files. */
    void start() {
        log("certificate", certificates.files().current());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL.toMillis());
                checkSafely();
            }
        } catch (InterruptedException closed) {
            // The server has been shut down.
        }
    }

    /** A certificate that a parser of the JDK fails for must not end the checks. */
    private void checkSafely() {
        try {
            check();
        } catch (RuntimeException failed) {
            LOG.error("cannot check the certificates, and continues with those from before", failed);
        }
    }

    /** Loads the files if they have changed, and logs what expires soon. */
    synchronized void check() {
        Instant now = clock.instant();
        if (!now.isBefore(renewalDue)) {
            renew(now);
        }
        use(certificates.files().reloadIfChanged(now));
        authorities.ifPresent(file -> use(file, () -> file.reloadIfChanged(now)));
        logExpiry(now);
    }

    /** Loads the files again, changed or not. */
    synchronized void reload() {
        Instant now = clock.instant();
        renew(now);
        use(certificates.files().reload(now));
        authorities.ifPresent(file -> use(file, () -> Optional.of(file.reload(now))));
        logExpiry(now);
    }

    private void renew(Instant now) {
        renewalDue = now.plus(RENEWAL_INTERVAL);
        try {
            certificates.renewal().renew(now);
        } catch (CertificateFileException failed) {
            LOG.warn("cannot renew the self-signed certificate: {}", failed.getMessage());
        }
    }

    private void use(CertificateReload reload) {
        if (reload instanceof Replaced replaced) {
            keys.replace(replaced.certificates());
            noticedUntil = Instant.MIN;
            log("loaded certificate", replaced.certificates());
        } else if (reload instanceof Failed failed) {
            LOG.error("cannot load the certificates, and continues with those from before: {}", failed.message());
        }
    }

    private static void use(TrustedCertificateFile file, AuthorityReload reload) {
        try {
            reload.run().ifPresent(loaded -> {
                LOG.info(
                        "loaded {} authorities of clients from {}",
                        loaded.certificates().size(),
                        file.path());
                loaded.warnings().forEach(LOG::warn);
            });
        } catch (CertificateFileException unusable) {
            LOG.error(
                    "cannot load the authorities of clients, and continues with those from before: {}",
                    unusable.getMessage());
        }
    }

    private static void log(String event, CertificateSet set) {
        for (ServerCertificate certificate : set.certificates()) {
            LOG.info(
                    "{} for {}: {}, issued by {}, expires {}",
                    event,
                    names(certificate),
                    certificate.subject(),
                    certificate.issuer(),
                    certificate.expiry());
        }
        set.warnings().forEach(LOG::warn);
    }

    private static String names(ServerCertificate certificate) {
        List<String> names = new ArrayList<>(certificate.dnsNames());
        certificate.addresses().stream().map(PeerAddress::text).forEach(names::add);
        return names.isEmpty() ? "no names" : String.join(", ", names);
    }

    /** An expired certificate is among the warnings when it is loaded. */
    private void logExpiry(Instant now) {
        boolean isFirst = noticedUntil.equals(Instant.MIN);
        for (ExpiryNotice notice : certificates.files().current().expiryNotices(noticedUntil, now)) {
            if (!isFirst || notice.days() > 0) {
                LOG.warn(notice.message());
            }
        }
        noticedUntil = now;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
