package dev.roundhouse.http.tls.certificate;

import static dev.roundhouse.http.tls.certificate.CertificateTestFiles.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {
    private static final List<String> NAMES =
            List.of("localhost", "127.0.0.1", "::1", "*.dev.example", "Bücher.example");

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void createDirectory() {
        directory = parent.resolve("state").resolve("tls");
    }

    private LocalAuthority open(Instant now) throws CertificateFileException {
        return LocalAuthority.open(directory, now);
    }

    private static ServerCertificate load(CertificateSource source, Instant now) throws CertificateFileException {
        CertificateSet set = CertificateSet.load(List.of(source), now);
        assertEquals(List.of(), set.warnings());
        return set.certificates().get(0);
    }

    @Test
    void issues_a_certificate_for_all_names() throws Exception {
        ServerCertificate leaf = load(open(NOW).issue(NAMES, NOW), NOW);
        assertEquals(List.of("*.dev.example", "localhost", "xn--bcher-kva.example"), leaf.dnsNames());
        assertEquals(
                Set.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1")), Set.copyOf(leaf.addresses()));
        assertEquals(NOW.plus(LocalAuthority.LEAF_VALIDITY), leaf.expiry());
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.certificate().getExtendedKeyUsage());
        assertEquals(-1, leaf.certificate().getBasicConstraints());
        assertTrue(leaf.certificate().getKeyUsage()[0]);
        assertEquals(Set.of("2.5.29.15", "2.5.29.19"), leaf.certificate().getCriticalExtensionOIDs());
        assertEquals(3, leaf.certificate().getVersion());
        assertEquals(1, leaf.certificate().getSerialNumber().signum());
    }

    @Test
    void root_can_sign_certificates_and_no_authorities() throws Exception {
        LocalAuthority authority = open(NOW);
        X509Certificate root = root(authority);
        assertEquals(0, root.getBasicConstraints());
        assertEquals(
                "[false, false, false, false, false, true, true, false, false]", Arrays.toString(root.getKeyUsage()));
        assertEquals(NOW.plus(LocalAuthority.ROOT_VALIDITY), root.getNotAfter().toInstant());
        assertEquals(authority.rootSubject(), root.getSubjectX500Principal().getName());
        assertFalse(Files.readString(authority.rootCertificate()).contains("PRIVATE KEY"));
    }

    private static X509Certificate root(LocalAuthority authority) throws Exception {
        try (InputStream input = Files.newInputStream(authority.rootCertificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
        }
    }

    @Test
    void path_is_valid_by_pkix() throws Exception {
        LocalAuthority authority = open(NOW);
        ServerCertificate leaf = load(authority.issue(NAMES, NOW), NOW);
        assertEquals(List.of(leaf.certificate(), root(authority)), leaf.chain());
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root(authority), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf.certificate()));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_that_trusts_the_root_accepts_the_certificate(String protocol) throws Exception {
        Instant now = Instant.now();
        LocalAuthority authority = open(now);
        CertificateSet set = CertificateSet.load(List.of(authority.issue(NAMES, now)), now);
        CertificateKeyManager keys = new CertificateKeyManager(set, false);
        SSLContext client = EnginePair.clientContext(
                TrustedCertificates.load(authority.rootCertificate(), now).trustManager());
        assertEquals(
                set.certificates().get(0).certificate(),
                EnginePair.handshake(client, EnginePair.serverContext(keys), keys, "a.dev.example", protocol)[0]);
    }

    // Reuse

    @Test
    void root_and_certificate_are_reused() throws Exception {
        LocalAuthority first = open(NOW);
        assertTrue(first.isNew());
        ServerCertificate leaf = load(first.issue(NAMES, NOW), NOW);
        Instant later = NOW.plus(LocalAuthority.LEAF_VALIDITY)
                .minus(LocalAuthority.LEAF_RENEWAL)
                .minusSeconds(1);
        LocalAuthority second = open(later);
        assertFalse(second.isNew());
        assertEquals(root(first), root(second));
        assertEquals(leaf, load(second.issue(NAMES, later), later));
    }

    @Test
    void certificate_that_expires_soon_is_issued_anew() throws Exception {
        LocalAuthority authority = open(NOW);
        CertificateSource source = authority.issue(NAMES, NOW);
        CertificateFiles files = CertificateFiles.load(List.of(source), NOW);
        Instant later = NOW.plus(LocalAuthority.LEAF_VALIDITY).minus(LocalAuthority.LEAF_RENEWAL);
        assertEquals(source, authority.issue(NAMES, later));
        assertTrue(files.reload(later) instanceof CertificateReload.Replaced);
        assertEquals(
                later.plus(LocalAuthority.LEAF_VALIDITY),
                files.current().certificates().get(0).expiry());
        assertEquals(List.of(), files.current().warnings());
    }

    @Test
    void root_that_expires_soon_is_created_anew() throws Exception {
        LocalAuthority first = open(NOW);
        X509Certificate root = root(first);
        first.issue(NAMES, NOW);
        Instant later = NOW.plus(LocalAuthority.ROOT_VALIDITY).minus(Duration.ofDays(80));
        LocalAuthority second = open(later);
        assertTrue(second.isNew());
        assertEquals(directory.resolve("root-2/certificate.pem"), second.rootCertificate());
        assertNotEquals(root, root(second));
        assertEquals(root(second), root(open(later)));
        ServerCertificate leaf = load(second.issue(NAMES, later), later);
        assertEquals(root(second), leaf.chain().get(1));
    }

    @Test
    void certificate_does_not_outlive_the_root() throws Exception {
        LocalAuthority authority = open(NOW);
        Instant later = NOW.plus(LocalAuthority.ROOT_VALIDITY).minus(Duration.ofDays(50));
        assertEquals(
                root(authority).getNotAfter().toInstant(),
                load(authority.issue(NAMES, later), later).expiry());
    }

    @Test
    void certificate_of_another_root_is_issued_anew() throws Exception {
        CertificateSource source = open(NOW).issue(NAMES, NOW);
        for (String name : List.of("certificate.pem", "key.pem", "")) {
            Files.delete(directory.resolve("root-1").resolve(name));
        }
        LocalAuthority second = open(NOW);
        assertTrue(second.isNew());
        assertEquals(source, second.issue(NAMES, NOW));
        assertEquals(root(second), load(source, NOW).chain().get(1));
    }

    @Test
    void damaged_certificate_is_issued_anew() throws Exception {
        LocalAuthority authority = open(NOW);
        CertificateSource source = authority.issue(NAMES, NOW);
        Files.writeString(source.files().get(0), "text");
        assertEquals(3, load(authority.issue(NAMES, NOW), NOW).dnsNames().size());
    }

    @Test
    void other_names_have_another_file_and_the_order_does_not_matter() throws Exception {
        LocalAuthority authority = open(NOW);
        assertNotEquals(authority.issue(List.of("a"), NOW), authority.issue(List.of("b"), NOW));
        assertEquals(authority.issue(List.of("a", "b", "a"), NOW), authority.issue(List.of("B", "a"), NOW));
    }

    @Test
    void expired_certificates_are_removed() throws Exception {
        LocalAuthority authority = open(NOW);
        Path file = authority.issue(List.of("a"), NOW).files().get(0);
        authority.issue(List.of("b"), NOW.plus(Duration.ofDays(30)));
        assertTrue(Files.exists(file));
        authority.issue(List.of("c"), NOW.plus(Duration.ofDays(91)));
        assertFalse(Files.exists(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    2,
                    files.filter(path -> path.getFileName().toString().startsWith("server-"))
                            .count());
        }
    }

    // Errors

    @Test
    void damaged_root_is_reported() throws Exception {
        open(NOW);
        Path root = directory.resolve("root-1");
        for (String name : List.of("certificate.pem", "key.pem")) {
            String text = Files.readString(root.resolve(name));
            Files.writeString(root.resolve(name), "text");
            CertificateFileException error = assertThrows(CertificateFileException.class, () -> open(NOW));
            assertTrue(
                    error.getMessage().startsWith(root + ": cannot be used (" + root.resolve(name)),
                    error.getMessage());
            assertTrue(error.getMessage().contains("delete the directory"), error.getMessage());
            Files.delete(root.resolve(name));
            assertThrows(CertificateFileException.class, () -> open(NOW));
            Files.writeString(root.resolve(name), text);
            assertFalse(open(NOW).isNew());
        }
    }

    @Test
    void certificate_that_is_no_root_is_reported() throws Exception {
        Path root = Files.createDirectories(directory.resolve("root-1"));
        new CertificateTestFiles(root).copy("leaf.pem", "certificate.pem");
        new CertificateTestFiles(root).copy("leaf-key.pem", "key.pem");
        CertificateFileException error = assertThrows(CertificateFileException.class, () -> open(NOW));
        assertTrue(error.getMessage().contains("contains no root certificate of this server"), error.getMessage());
    }

    @Test
    void directory_that_cannot_be_created_is_reported() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "text");
        CertificateFileException error =
                assertThrows(CertificateFileException.class, () -> LocalAuthority.open(file.resolve("state"), NOW));
        assertTrue(error.getMessage().contains("cannot be written"), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "-a",
                "a..b",
                "*",
                "*.*.example",
                "a.*",
                ".a",
                "a.",
                "1.2.3.400",
                "::g",
                "a:1",
                "a/b",
                "é\n"
            })
    void invalid_names_are_reported(String name) throws Exception {
        LocalAuthority authority = open(NOW);
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> authority.issue(List.of("localhost", name), NOW));
        assertTrue(error.getMessage().startsWith("'" + name + "'"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> authority.issue(List.of(), NOW));
    }

    // Files

    @Test
    void secrets_are_readable_by_the_owner_alone() throws Exception {
        LocalAuthority authority = open(NOW);
        CertificateSource source = authority.issue(NAMES, NOW);
        assertEquals("rwx------", mode(directory));
        for (Path file : List.of(
                authority.rootCertificate(),
                directory.resolve("root-1/key.pem"),
                source.files().get(0))) {
            assertEquals("rw-------", mode(file));
        }
        assertEquals("rwx------", mode(directory.resolve("root-1")));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void names_of_this_machine_can_be_issued() throws Exception {
        ServerCertificate leaf = load(open(NOW).issue(LocalAuthority.namesOfThisMachine(), NOW), NOW);
        assertTrue(leaf.covers("localhost"));
        assertTrue(leaf.covers("127.0.0.1"));
        assertTrue(leaf.covers("::1"));
    }

    @Test
    void processes_that_start_at_once_use_one_root() throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            for (int count = 0; count < 4; count++) {
                processes.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LocalAuthorityProcess.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start());
            }
            Set<String> roots = new HashSet<>();
            int newRoots = 0;
            for (Process process : processes) {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(0, process.waitFor(), output);
                newRoots += output.startsWith("new ") ? 1 : 0;
                roots.add(output.substring(output.indexOf(' ')));
            }
            assertEquals(1, roots.size(), roots::toString);
            assertEquals(1, newRoots);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
        assertFalse(open(NOW).isNew());
    }

    // Encoding

    @ParameterizedTest
    @ValueSource(strings = {"2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void times_of_all_years_are_encoded(String end) throws Exception {
        KeyPair keys = CertificateIssuer.createKeyPair();
        Instant start = Instant.parse("1999-01-02T03:04:05Z");
        X509Certificate root = CertificateIssuer.createRoot(
                keys, "a".repeat(100), new CertificateIssuer.Validity(start, Instant.parse(end)));
        assertEquals(Instant.parse(end), root.getNotAfter().toInstant());
        assertEquals(start, root.getNotBefore().toInstant().truncatedTo(ChronoUnit.SECONDS));
        assertEquals(
                "CN=" + "a".repeat(64) + ",O=Roundhouse",
                root.getSubjectX500Principal().getName());
    }
}
