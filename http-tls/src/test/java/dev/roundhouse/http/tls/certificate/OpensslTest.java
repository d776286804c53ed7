package dev.roundhouse.http.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.tls.certificate.CertificateSource.PemFiles;
import dev.roundhouse.http.tls.certificate.CertificateSource.Pkcs12File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads files that the installed OpenSSL writes, and lets it verify the files of the local authority. */
class OpensslTest {
    private final Instant now = Instant.now();

    @TempDir
    private Path directory;

    private Path password;

    @BeforeEach
    void assumeOpenssl() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "openssl is not installed (Debian: apt-get install openssl)");
        password = new CertificateTestFiles(directory).write("password.txt", "secret\n");
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Runs openssl with arguments that are separated by spaces, and returns its output. */
    private String openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ", -1)));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), arguments);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), arguments + "\n" + text);
        return text;
    }

    private void createCertificate() throws IOException, InterruptedException {
        openssl(
                "req -x509 -new -key key.pem -days 2 -subj /CN=a.example -addext subjectAltName=DNS:a.example -out cert.pem");
    }

    private void assertLoads(String key) throws CertificateFileException {
        PemFiles source = new PemFiles(directory.resolve("cert.pem"), directory.resolve(key), Optional.of(password));
        ServerCertificate certificate =
                CertificateSet.load(List.of(source), now).certificates().get(0);
        assertEquals(List.of("a.example"), certificate.dnsNames());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA -pkeyopt rsa_keygen_bits:3072",
                "RSA-PSS -pkeyopt rsa_keygen_bits:2048",
                "EC -pkeyopt ec_paramgen_curve:P-256",
                "EC -pkeyopt ec_paramgen_curve:P-384",
                "EC -pkeyopt ec_paramgen_curve:P-521",
                "ED25519",
                "ED448",
            })
    void loads_keys_of_all_algorithms(String algorithm) throws Exception {
        openssl("genpkey -algorithm " + algorithm + " -out key.pem");
        createCertificate();
        assertLoads("key.pem");
        openssl("pkcs8 -topk8 -in key.pem -passout file:password.txt -out encrypted.pem");
        assertLoads("encrypted.pem");
        openssl("pkcs12 -export -in cert.pem -inkey key.pem -passout file:password.txt -out cert.p12");
        Pkcs12File source = new Pkcs12File(directory.resolve("cert.p12"), password);
        assertEquals(1, CertificateSet.load(List.of(source), now).certificates().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v2 aes-128-cbc -v2prf hmacWithSHA1",
                "-v2 aes-256-cbc -v2prf hmacWithSHA256",
                "-v2 aes-256-cbc -v2prf hmacWithSHA512 -iter 10000",
                "-v1 PBE-SHA1-3DES",
            })
    void decrypts_keys(String encryption) throws Exception {
        openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem");
        createCertificate();
        openssl("pkcs8 -topk8 " + encryption + " -in key.pem -passout file:password.txt -out encrypted.pem");
        assertLoads("encrypted.pem");
    }

    @Test
    void verifies_the_certificate_of_the_local_authority() throws Exception {
        LocalAuthority authority = LocalAuthority.open(directory.resolve("state"), now);
        Path leaf = authority
                .issue(List.of("localhost", "127.0.0.1", "::1", "*.dev.example"), now)
                .files()
                .get(0);
        String verify = "verify -x509_strict -purpose sslserver -CAfile " + authority.rootCertificate();
        for (String host : List.of("-verify_hostname localhost", "-verify_hostname a.dev.example", "-verify_ip ::1")) {
            assertTrue(openssl(verify + " " + host + " " + leaf).contains(": OK"), host);
        }
        String text = openssl("x509 -noout -text -in " + leaf);
        assertTrue(text.contains("Version: 3 (0x2)"), text);
        assertTrue(text.contains("CA:FALSE"), text);
        assertTrue(text.contains("Digital Signature\n"), text);
        assertTrue(text.contains("TLS Web Server Authentication\n"), text);
        assertTrue(
                text.contains("DNS:*.dev.example, DNS:localhost, IP Address:0:0:0:0:0:0:0:1, IP Address:127.0.0.1"),
                text);
        String root = openssl("x509 -noout -text -in " + authority.rootCertificate());
        assertTrue(root.contains("CA:TRUE, pathlen:0"), root);
        assertTrue(root.contains("Certificate Sign, CRL Sign\n"), root);
        openssl("pkey -check -noout -in " + leaf);
    }
}
