package dev.roundhouse.http.tls.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.tls.certificate.CertificateTestFiles;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Shapes that OpenSSL does not write; CertificateSetTest has the others. */
class PrivateKeysTest {
    private static final byte[] P256 = DerWriter.objectIdentifier("1.2.840.10045.3.1.7");

    private static PemBlock block(String label, byte[] der) {
        return new PemBlock(label, der, 7, false);
    }

    /** The minimal form of RFC 5915: the number alone. */
    private static byte[] sec1WithoutCurve() throws PemException {
        PemBlock full = PrivateKeys.find(PemBlocks.parse(CertificateTestFiles.text("ec-key-sec1.pem")));
        DerReader reader = DerReader.ofSequence(full.der()).orElseThrow();
        return DerWriter.sequence(
                reader.next().orElseThrow().bytes(), reader.next().orElseThrow().bytes());
    }

    @Test
    void curve_is_in_the_block_before_the_key() throws Exception {
        PrivateKey key = PrivateKeys.decode(
                List.of(block("EC PARAMETERS", P256), block("EC PRIVATE KEY", sec1WithoutCurve())), Optional.empty());
        PrivateKey full =
                PrivateKeys.decode(PemBlocks.parse(CertificateTestFiles.text("ec-key.pem")), Optional.empty());
        assertEquals(((ECPrivateKey) full).getS(), ((ECPrivateKey) key).getS());
    }

    @Test
    void key_without_curve_is_reported() throws Exception {
        assertError(
                "does not contain its curve; convert it with: openssl pkcs8",
                block("EC PRIVATE KEY", sec1WithoutCurve()));
    }

    @Test
    void curve_that_java_does_not_support_is_reported() throws Exception {
        byte[] brainpool = DerWriter.objectIdentifier("1.3.36.3.3.2.8.1.1.7");
        assertError(
                "the curve of the EC key is not supported; create a key of the curve prime256v1",
                block("EC PARAMETERS", brainpool),
                block("EC PRIVATE KEY", sec1WithoutCurve()));
    }

    @Test
    void other_labels_are_reported() {
        assertError(
                "the key format DSA PRIVATE KEY is not supported; convert it", block("DSA PRIVATE KEY", new byte[3]));
        assertError("no private key, but DH PARAMETERS", block("DH PARAMETERS", new byte[3]));
    }

    private static void assertError(String message, PemBlock... blocks) {
        PemException error =
                assertThrows(PemException.class, () -> PrivateKeys.decode(List.of(blocks), Optional.empty()));
        assertEquals(7, error.line());
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    /** No mutation of a key causes another exception. */
    @Test
    void damaged_keys_are_reported() throws Exception {
        List<String> names = List.of(
                "rsa-key.pem",
                "rsa-key-pkcs1.pem",
                "ec-key.pem",
                "ec-key-sec1.pem",
                "ed25519-key.pem",
                "ec-key-encrypted.pem");
        for (int seed = 0; seed < 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PemBlock good =
                    PrivateKeys.find(PemBlocks.parse(CertificateTestFiles.text(names.get(seed % names.size()))));
            byte[] der = good.der().clone();
            // The iteration count of an encrypted key is kept: a large one takes minutes.
            int end = good.label().startsWith("ENCRYPTED") ? 20 : der.length;
            der[random.nextInt(end)] = (byte) random.nextInt(256);
            List<PemBlock> blocks = new ArrayList<>(List.of(block(good.label(), der)));
            try {
                PrivateKeys.decode(blocks, Optional.of("secret".toCharArray()));
            } catch (PemException reported) {
                assertEquals(7, reported.line());
            } catch (RuntimeException unexpected) {
                throw new AssertionError("seed " + seed, unexpected);
            }
        }
    }
}
