package dev.roundhouse.http.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.tls.certificate.CertificateSource.PemFiles;
import dev.roundhouse.http.tls.certificate.CertificateSource.Pkcs12File;
import dev.roundhouse.http.tls.pem.PemBlock;
import dev.roundhouse.http.tls.pem.PemBlocks;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSetTest {
    @TempDir
    private Path directory;

    private CertificateTestFiles files;

    @BeforeEach
    void createFiles() {
        files = new CertificateTestFiles(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, rsa-key.pem, RSA",
        "rsa.pem, rsa-key-pkcs1.pem, RSA",
        "ec.pem, ec-key.pem, EC",
        "ec.pem, ec-key-sec1.pem, EC",
        "ec.pem, ec-key-parameters.pem, EC",
        "ed25519.pem, ed25519-key.pem, EdDSA",
        "chain.pem, leaf-key.pem, EC"
    })
    void loads_keys_of_all_shapes(String certificate, String key, String keyType) throws Exception {
        CertificateSet set = CertificateTestFiles.load(files.pem(certificate, key));
        assertEquals(List.of(), set.warnings());
        assertEquals(keyType, set.certificates().get(0).keyType());
    }

    @ParameterizedTest
    @CsvSource({"rsa.pem, rsa-key-encrypted.pem", "ec.pem, ec-key-encrypted.pem"})
    void decrypts_keys_with_the_password_file(String certificate, String key) throws Exception {
        CertificateSet set = CertificateTestFiles.load(files.pem(certificate, key, "password.txt"));
        assertEquals(List.of(), set.warnings());
        assertEquals(1, set.certificates().size());
    }

    @Test
    void loads_pkcs12() throws Exception {
        CertificateSet set =
                CertificateTestFiles.load(new Pkcs12File(files.copy("chain.p12"), files.copy("password.txt")));
        assertEquals(List.of(), set.warnings());
        assertEquals(2, set.certificates().get(0).chain().size());
        assertEquals(List.of("leaf.example.org"), set.certificates().get(0).dnsNames());
    }

    @Test
    void loads_certificate_and_key_from_one_file() throws Exception {
        Path both = files.write(
                "both.pem", CertificateTestFiles.text("ec-key-parameters.pem") + CertificateTestFiles.text("ec.pem"));
        assertEquals(
                List.of(),
                CertificateTestFiles.load(CertificateSource.pem(both, both)).warnings());
    }

    @Test
    void reports_names_issuer_and_expiry() throws Exception {
        CertificateSource source = files.pem("rsa.pem", "rsa-key.pem");
        ServerCertificate certificate =
                CertificateTestFiles.load(source).certificates().get(0);
        assertEquals(List.of("www.example.org", "*.example.net"), certificate.dnsNames());
        assertEquals(
                List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1")),
                certificate.addresses());
        assertEquals("CN=www.example.org", certificate.subject());
        assertEquals("CN=www.example.org", certificate.issuer());
        assertTrue(certificate.expiry().isAfter(Instant.parse("2126-01-01T00:00:00Z")));
        assertEquals(source, certificate.source());
        assertFalse(certificate.toString().toLowerCase(Locale.ROOT).contains("private"), certificate.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.org",
                "WWW.Example.ORG",
                "www.example.org.",
                "a.example.net",
                "192.0.2.1",
                "2001:db8::1",
                "[2001:db8:0:0::1]"
            })
    void covers_names_and_addresses(String host) throws Exception {
        assertTrue(
                CertificateTestFiles.load(files.pem("rsa.pem", "rsa-key.pem")).covers(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "example.net",
                "a.b.example.net",
                ".example.net",
                "192.0.2.2",
                "::1",
                "1",
                "[",
                "",
                "org",
                "*.example.org"
            })
    void does_not_cover_other_hosts(String host) throws Exception {
        assertFalse(
                CertificateTestFiles.load(files.pem("rsa.pem", "rsa-key.pem")).covers(host));
    }

    @Test
    void keeps_the_order_of_the_sources() throws Exception {
        CertificateSet set = CertificateTestFiles.load(
                files.pem("rsa.pem", "rsa-key.pem"),
                files.pem("ec.pem", "ec-key.pem"),
                files.pem("ed25519.pem", "ed25519-key.pem"));
        assertEquals(
                List.of("RSA", "EC", "EdDSA"),
                set.certificates().stream().map(ServerCertificate::keyType).toList());
    }

    // Warnings

    @Test
    void orders_a_chain_with_a_warning() throws Exception {
        CertificateSet set = CertificateTestFiles.load(files.pem("chain-reversed.pem", "leaf-key.pem"));
        CertificateSet ordered = CertificateTestFiles.load(files.pem("chain.pem", "leaf-key.pem"));
        assertEquals(
                ordered.certificates().get(0).chain(), set.certificates().get(0).chain());
        assertEquals(
                List.of(directory.resolve("chain-reversed.pem") + ":" + lineOfSecondBlock("chain-reversed.pem")
                        + ": the chain is not in order, and is sent in order; write the certificate of CN=leaf.example.org"
                        + " first, then each issuer"),
                set.warnings());
    }

    private static int lineOfSecondBlock(String name) {
        List<String> lines = CertificateTestFiles.text(name).lines().toList();
        return lines.lastIndexOf("-----BEGIN CERTIFICATE-----") + 1;
    }

    @Test
    void leaves_out_a_certificate_of_another_chain_with_a_warning() throws Exception {
        CertificateSet set = CertificateTestFiles.load(files.pem("chain-with-other.pem", "leaf-key.pem"));
        assertEquals(2, set.certificates().get(0).chain().size());
        assertEquals(1, set.warnings().size());
        assertTrue(set.warnings().get(0).contains("CN=other.example.org does not belong to the chain"), set::toString);
    }

    @Test
    void warns_of_an_expired_certificate() throws Exception {
        CertificateSet set =
                CertificateSet.load(List.of(files.pem("ec.pem", "ec-key.pem")), Instant.parse("2130-01-01T00:00:00Z"));
        assertWarning(set, "ec.pem: the certificate of CN=www.example.org has expired on 2126-");
    }

    @Test
    void warns_of_a_certificate_that_is_not_yet_valid() throws Exception {
        CertificateSet set =
                CertificateSet.load(List.of(files.pem("ec.pem", "ec-key.pem")), Instant.parse("2020-01-01T00:00:00Z"));
        assertWarning(set, "ec.pem: the certificate of CN=www.example.org is not valid before 2026-");
    }

    @Test
    void warns_of_files_that_every_user_can_read() throws Exception {
        CertificateSource source = files.pem("ec.pem", "ec-key-encrypted.pem", "password.txt");
        for (Path file : source.files()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        CertificateSet set = CertificateTestFiles.load(source);
        assertEquals(
                List.of(
                        directory.resolve("password.txt")
                                + ": every user of this machine can read the password; chmod o-r "
                                + directory.resolve("password.txt"),
                        directory.resolve("ec-key-encrypted.pem")
                                + ": every user of this machine can read the private key; chmod o-r "
                                + directory.resolve("ec-key-encrypted.pem")),
                set.warnings());
    }

    @Test
    void warns_of_a_missing_intermediate_certificate() throws Exception {
        assertWarning(CertificateTestFiles.load(files.pem("leaf.pem", "leaf-key.pem")), "fullchain.pem");
    }

    @Test
    void warns_of_what_clients_reject() throws Exception {
        CertificateSet set = CertificateTestFiles.load(files.pem("weak.pem", "weak-key.pem"));
        assertEquals(3, set.warnings().size(), set.warnings()::toString);
        assertTrue(set.warnings().get(0).contains("SubjectAltName"));
        assertTrue(set.warnings().get(1).contains("2048"));
        assertTrue(set.warnings().get(2).contains("serverAuth"));
    }

    @Test
    void warns_of_a_certificate_that_is_never_used() throws Exception {
        CertificateSource first = files.pem("ec.pem", "ec-key.pem");
        CertificateSource second = CertificateSource.pem(files.copy("ec.pem", "copy.pem"), files.copy("ec-key.pem"));
        assertWarning(CertificateTestFiles.load(first, second), "copy.pem: the certificate is never used");
        CertificateSource otherType = files.pem("rsa.pem", "rsa-key.pem");
        assertEquals(List.of(), CertificateTestFiles.load(first, otherType).warnings());
        CertificateSource otherName = files.pem("other.pem", "other-key.pem");
        assertEquals(List.of(), CertificateTestFiles.load(first, otherName).warnings());
    }

    private static void assertWarning(CertificateSet set, String part) {
        assertEquals(1, set.warnings().size(), set.warnings()::toString);
        assertTrue(set.warnings().get(0).contains(part), set.warnings()::toString);
    }

    // Errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ec.pem | other-key.pem | other-key.pem:1: the private key does not fit the certificate in DIR/ec.pem",
                "ec.pem | rsa-key.pem | rsa-key.pem:1: the private key does not fit the certificate",
                "rsa.pem | ec-key-parameters.pem | ec-key-parameters.pem:4: the private key does not fit the certificate",
                "rsa-key.pem | rsa.pem | rsa-key.pem:1: a private key, and no certificate; exchange the files",
                "rsa.pem | rsa.pem | rsa.pem:1: a certificate, and no private key; exchange the files",
                "rsa.pem | rsa-key-encrypted.pem | rsa-key-encrypted.pem:1: the key is encrypted; name a file",
                "rsa.pem | rsa-key-legacy.pem | rsa-key-legacy.pem:1: the key is encrypted in the old format of OpenSSL (Proc-Type)",
                "ec.pem | ec-key-explicit.pem | ec-key-explicit.pem:1: the EC key describes its curve by explicit parameters",
                "ec.pem | dsa-key.pem | dsa-key.pem:1: the private key is malformed, or of an unsupported algorithm",
                "rsa.der | rsa-key.pem | rsa.der: is not a PEM file but DER or PKCS#12",
                "password.txt | rsa-key.pem | password.txt: is not a PEM file: no line begins with -----BEGIN",
            })
    void reports_files_that_cannot_be_used(String certificate, String key, String message) {
        assertError(files.pem(certificate, key), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsa.pem | rsa-key-encrypted.pem | wrong-password.txt | rsa-key-encrypted.pem:1: the password does not decrypt the key",
                "rsa.pem | rsa-key-scrypt.pem | password.txt | rsa-key-scrypt.pem:1: the encryption of the key is not supported",
                "rsa.pem | rsa-key-des3.pem | password.txt | rsa-key-des3.pem:1: the encryption of the key is not supported",
            })
    void reports_keys_that_cannot_be_decrypted(String certificate, String key, String password, String message) {
        assertError(files.pem(certificate, key, password), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chain.p12 | wrong-password.txt | chain.p12: the password is wrong",
                "certificates.p12 | password.txt | certificates.p12: contains 0 private keys",
                "rsa.pem | password.txt | rsa.pem: is a PEM file, not PKCS#12",
                "rsa.der | password.txt | rsa.der: is damaged, or not a PKCS#12 file",
                "password.txt | password.txt | password.txt: is not a PKCS#12 file",
            })
    void reports_pkcs12_files_that_cannot_be_used(String file, String password, String message) {
        assertError(new Pkcs12File(files.copy(file), files.copy(password)), message);
    }

    @Test
    void reports_a_file_that_does_not_exist() {
        assertError(
                CertificateSource.pem(directory.resolve("missing.pem"), files.copy("rsa-key.pem")),
                "missing.pem: does not exist; correct the path");
    }

    @Test
    void reports_a_directory() {
        assertError(CertificateSource.pem(directory, files.copy("rsa-key.pem")), ": is not a regular file");
    }

    @Test
    void reports_a_file_that_cannot_be_read() throws Exception {
        CertificateSource source = files.pem("rsa.pem", "rsa-key.pem");
        Path key = directory.resolve("rsa-key.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(key), "root can read every file");
        assertError(source, "rsa-key.pem: cannot be read by the user of this process");
    }

    @Test
    void reports_an_empty_file() {
        assertError(
                CertificateSource.pem(files.write("empty.pem", ""), files.copy("rsa-key.pem")), "empty.pem: is empty");
    }

    @Test
    void reports_an_empty_password() {
        assertError(
                new PemFiles(
                        files.copy("rsa.pem"),
                        files.copy("rsa-key-encrypted.pem"),
                        Optional.of(files.write("password", "\nsecret\n"))),
                "password: its first line is empty");
    }

    @Test
    void reports_two_keys_in_one_file() {
        Path keys = files.write(
                "keys.pem", CertificateTestFiles.text("leaf-key.pem") + CertificateTestFiles.text("other-key.pem"));
        assertError(CertificateSource.pem(files.copy("leaf.pem"), keys), "keys.pem:6: a second private key");
    }

    @Test
    void reports_a_certificate_request() {
        Path request = files.write(
                "csr.pem", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n");
        assertError(CertificateSource.pem(request, files.copy("rsa-key.pem")), "csr.pem:1: a certificate request");
    }

    @Test
    void reports_the_line_of_a_damaged_certificate() {
        String damaged = CertificateTestFiles.text("leaf.pem")
                + "\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        int line = damaged.substring(0, damaged.lastIndexOf("-----BEGIN")).split("\n", -1).length;
        assertError(
                CertificateSource.pem(files.write("damaged.pem", damaged), files.copy("leaf-key.pem")),
                "damaged.pem:" + line + ": the certificate is malformed");
    }

    @Test
    void a_certificate_that_was_cut_is_never_loaded() throws IOException {
        String text = CertificateTestFiles.text("leaf.pem");
        Path key = files.copy("leaf-key.pem");
        int end = text.lastIndexOf('-');
        for (int length = 0; length < end; length += 7) {
            Path cut = files.write("cut.pem", text.substring(0, length));
            CertificateFileException error = assertThrows(
                    CertificateFileException.class, () -> CertificateTestFiles.load(CertificateSource.pem(cut, key)));
            assertTrue(error.getMessage().startsWith(cut.toString()), error.getMessage());
        }
    }

    @Test
    void reports_a_named_pipe_without_waiting_for_its_writer() throws Exception {
        Path pipe = directory.resolve("pipe");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo is not installed");
        assertEquals(
                0,
                new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
        assertError(CertificateSource.pem(pipe, files.copy("rsa-key.pem")), "pipe: is not a regular file");
    }

    @Test
    void reports_a_file_that_is_too_large() {
        Path large = files.write("large.pem", "a".repeat((1 << 20) + 1));
        assertError(CertificateSource.pem(large, files.copy("rsa-key.pem")), "large.pem: is larger than 1 MiB");
    }

    @Test
    void reports_a_password_that_java_cannot_use() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "sécret\n");
        assertError(
                new PemFiles(files.copy("rsa.pem"), files.copy("rsa-key-encrypted.pem"), Optional.of(password)),
                "rsa-key-encrypted.pem:1: the password of the key has characters other than printable ASCII");
    }

    /** Whatever a file contains, it is loaded or reported in one line. */
    @ParameterizedTest
    @ValueSource(strings = {"chain.pem", "rsa.pem", "ed25519.pem"})
    void mutated_certificates_are_loaded_or_reported(String name) throws Exception {
        String key = Map.of("chain.pem", "leaf-key.pem", "rsa.pem", "rsa-key.pem", "ed25519.pem", "ed25519-key.pem")
                .get(name);
        PemBlock block = PemBlocks.parse(CertificateTestFiles.text(name)).get(0);
        Path keyFile = files.copy(key);
        int loaded = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] der = block.der().clone();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                der[random.nextInt(der.length)] = (byte) random.nextInt(256);
            }
            Path file = files.write("mutated.pem", PemBlocks.encode("CERTIFICATE", der));
            try {
                CertificateSet set = CertificateTestFiles.load(CertificateSource.pem(file, keyFile));
                assertTrue(
                        set.warnings().stream()
                                .allMatch(warning -> warning.lines().count() == 1),
                        "seed " + seed);
                loaded++;
            } catch (CertificateFileException reported) {
                assertEquals(1, reported.getMessage().lines().count(), "seed " + seed);
            } catch (RuntimeException unexpected) {
                throw new AssertionError("seed " + seed, unexpected);
            }
        }
        assertTrue(loaded > 0 && loaded < 200, loaded + " loaded");
    }

    @Test
    void mutated_pkcs12_files_are_loaded_or_reported() throws Exception {
        Path source = files.copy("chain.p12");
        byte[] good = Files.readAllBytes(source);
        Path password = files.copy("password.txt");
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Files.write(source, bytes);
            try {
                CertificateTestFiles.load(new Pkcs12File(source, password));
            } catch (CertificateFileException reported) {
                assertEquals(1, reported.getMessage().lines().count(), "seed " + seed);
            } catch (RuntimeException unexpected) {
                throw new AssertionError("seed " + seed, unexpected);
            }
        }
    }

    @Test
    void messages_are_one_line() {
        assertError(
                CertificateSource.pem(directory.resolve("a\nb.pem"), files.copy("rsa-key.pem")),
                "a?b.pem: does not exist");
    }

    private void assertError(CertificateSource source, String message) {
        CertificateFileException error =
                assertThrows(CertificateFileException.class, () -> CertificateTestFiles.load(source));
        assertTrue(error.getMessage().contains(message.replace("DIR", directory.toString())), error.getMessage());
        assertTrue(error.getMessage().startsWith(directory.toString()), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }

    // Expiry

    @Test
    void notices_are_due_once() throws Exception {
        CertificateSet set = CertificateTestFiles.load(files.pem("ec.pem", "ec-key.pem"));
        Instant expiry = set.certificates().get(0).expiry();
        Instant last = Instant.MIN;
        StringBuilder due = new StringBuilder();
        for (int hours = 30 * 24; hours >= -48; hours--) {
            Instant now = expiry.minus(Duration.ofHours(hours));
            for (ExpiryNotice notice : set.expiryNotices(last, now)) {
                due.append(notice.days()).append('@').append(hours).append(' ');
            }
            last = now;
        }
        assertEquals("21@504 7@168 1@24 0@0 ", due.toString());
    }

    @Test
    void only_the_last_of_several_notices_is_due() throws Exception {
        CertificateSet set =
                CertificateTestFiles.load(files.pem("ec.pem", "ec-key.pem"), files.pem("leaf.pem", "leaf-key.pem"));
        Instant now = set.certificates().get(0).expiry().minus(Duration.ofDays(5));
        List<ExpiryNotice> notices = set.expiryNotices(Instant.MIN, now);
        assertEquals(List.of(7, 7), notices.stream().map(ExpiryNotice::days).toList());
        assertEquals(
                directory.resolve("ec.pem") + ": the certificate of www.example.org expires within 7 days, on "
                        + set.certificates().get(0).expiry() + "; renew it",
                notices.get(0).message());
        assertEquals(List.of(), set.expiryNotices(now, now));
    }
}
