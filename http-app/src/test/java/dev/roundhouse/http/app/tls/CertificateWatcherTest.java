package dev.roundhouse.http.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roundhouse.http.app.config.CertificateConfig;
import dev.roundhouse.http.app.config.CertificateConfig.KeyPairFiles;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.LocalAuthority;
import dev.roundhouse.http.tls.certificate.TrustedCertificateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CertificateWatcherTest {
    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(CertificateWatcher.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Instant now = START;

    @TempDir
    Path directory;

    @BeforeEach
    void attach_appender() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void detach_appender() {
        logger.detachAppender(lines);
    }

    private Path file() {
        return directory.resolve("server.pem");
    }

    private void writeCertificate(String name) throws CertificateFileException, IOException {
        Path issued = LocalAuthority.open(directory.resolve("authority"), START)
                .issue(List.of(name), START)
                .files()
                .get(0);
        Files.copy(issued, file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private CertificateConfig config() {
        return new CertificateConfig(
                List.of(new KeyPairFiles(file(), file())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private CertificateWatcher watcher(OpenCertificates certificates, CertificateKeyManager keys) {
        return new CertificateWatcher(certificates, keys, Optional.empty(), () -> now);
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private long count(String part) {
        return messages().stream().filter(message -> message.contains(part)).count();
    }

    @Test
    void replaced_file_is_used_at_the_second_check() throws CertificateFileException, IOException {
        writeCertificate("a.test");
        OpenCertificates certificates = OpenCertificates.open(config(), START);
        CertificateKeyManager keys =
                new CertificateKeyManager(certificates.files().current(), false);
        CertificateWatcher watcher = watcher(certificates, keys);
        watcher.check();

        writeCertificate("b.test");
        watcher.check();
        assertTrue(keys.certificates().covers("a.test"));
        watcher.check();

        assertTrue(keys.certificates().covers("b.test"));
        assertEquals(1, count("loaded certificate for b.test: "));
        assertEquals(1, count("issued by CN=Local root"), () -> messages().toString());
        assertEquals(1, count("expires 2027-02-28T12:00:00Z"), () -> messages().toString());
    }

    @Test
    void signal_loads_the_file_at_once() throws CertificateFileException, IOException {
        writeCertificate("a.test");
        OpenCertificates certificates = OpenCertificates.open(config(), START);
        CertificateKeyManager keys =
                new CertificateKeyManager(certificates.files().current(), false);

        writeCertificate("b.test");
        watcher(certificates, keys).reload();

        assertTrue(keys.certificates().covers("b.test"));
    }

    @Test
    void file_that_cannot_be_used_is_logged_once_and_the_certificate_stays()
            throws CertificateFileException, IOException {
        writeCertificate("a.test");
        OpenCertificates certificates = OpenCertificates.open(config(), START);
        CertificateKeyManager keys =
                new CertificateKeyManager(certificates.files().current(), false);
        CertificateWatcher watcher = watcher(certificates, keys);

        Files.writeString(file(), "nonsense");
        for (int i = 0; i < 5; i++) {
            watcher.check();
        }

        assertTrue(keys.certificates().covers("a.test"));
        assertEquals(
                1,
                count("continues with those from before: " + file()),
                () -> messages().toString());
        assertEquals(1, messages().size(), () -> messages().toString());
    }

    @Test
    void expiry_is_logged_21_and_7_days_and_a_day_before_and_after_it() throws CertificateFileException, IOException {
        writeCertificate("a.test");
        OpenCertificates certificates = OpenCertificates.open(config(), START);
        CertificateKeyManager keys =
                new CertificateKeyManager(certificates.files().current(), false);
        CertificateWatcher watcher = watcher(certificates, keys);

        for (int hour = 0; hour <= 91 * 24; hour++) {
            now = START.plus(Duration.ofHours(hour));
            watcher.check();
        }

        assertEquals(1, count("expires within 21 days"));
        assertEquals(1, count("expires within 7 days"));
        assertEquals(1, count("expires within 1 day,"));
        assertEquals(1, count("has expired"));
        assertEquals(4, messages().size(), () -> messages().toString());
    }

    private OpenCertificates openSelfSigned() throws CertificateFileException {
        CertificateConfig selfSigned = new CertificateConfig(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("a.test", "192.0.2.1")),
                Optional.of(directory.resolve("state")));
        return OpenCertificates.open(selfSigned, START);
    }

    @Test
    void self_signed_certificate_is_for_the_machine_and_for_the_given_names() throws CertificateFileException {
        CertificateSet set = openSelfSigned().files().current();

        for (String name : List.of("a.test", "192.0.2.1", "localhost", "127.0.0.1", "[::1]")) {
            assertTrue(set.covers(name), name);
        }
        assertFalse(set.covers("b.test"));
    }

    @Test
    void self_signed_certificate_is_checked_once_an_hour() throws CertificateFileException {
        OpenCertificates opened = openSelfSigned();
        AtomicInteger checks = new AtomicInteger();
        CertificateWatcher watcher = new CertificateWatcher(
                new OpenCertificates(opened.files(), time -> checks.incrementAndGet()),
                new CertificateKeyManager(opened.files().current(), false),
                Optional.empty(),
                () -> now);

        for (int second = 0; second < 3 * 3600; second += 4) {
            now = START.plusSeconds(second);
            watcher.check();
        }
        assertEquals(3, checks.get());
        watcher.reload();
        assertEquals(4, checks.get());
    }

    @Test
    void self_signed_certificate_is_renewed_before_it_expires() throws CertificateFileException {
        OpenCertificates certificates = openSelfSigned();
        CertificateKeyManager keys =
                new CertificateKeyManager(certificates.files().current(), false);
        CertificateWatcher watcher = watcher(certificates, keys);
        Instant before = keys.certificates().certificates().get(0).expiry();

        for (int day = 0; day <= 200; day++) {
            now = START.plus(Duration.ofDays(day));
            watcher.check();
            watcher.check();
        }

        assertTrue(keys.certificates().certificates().get(0).expiry().isAfter(before.plus(Duration.ofDays(90))));
        assertEquals(0, count("expires within"), () -> messages().toString());
    }

    @Test
    void authorities_of_clients_are_loaded_again() throws CertificateFileException, IOException {
        writeCertificate("a.test");
        OpenCertificates certificates = OpenCertificates.open(config(), START);
        CertificateKeyManager keys =
                new CertificateKeyManager(certificates.files().current(), false);
        Path authorities = Files.copy(
                LocalAuthority.open(directory.resolve("one"), START).rootCertificate(),
                directory.resolve("authorities.pem"));
        TrustedCertificateFile file = TrustedCertificateFile.load(authorities, START);
        CertificateWatcher watcher = new CertificateWatcher(certificates, keys, Optional.of(file), () -> now);
        Path other = LocalAuthority.open(directory.resolve("two"), START).rootCertificate();
        Files.copy(other, authorities, StandardCopyOption.REPLACE_EXISTING);
        watcher.check();
        watcher.check();

        assertEquals(1, count("loaded 1 authorities of clients from " + authorities));
        Files.writeString(authorities, "nothing");
        watcher.reload();
        assertEquals(1, count("cannot load the authorities of clients, and continues with those from before: "));
    }
}
