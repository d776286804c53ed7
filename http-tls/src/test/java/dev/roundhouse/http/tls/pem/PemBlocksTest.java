package dev.roundhouse.http.tls.pem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemBlocksTest {
    @Test
    void parses_blocks_and_skips_text_between_them() throws PemException {
        List<PemBlock> blocks = PemBlocks.parse("""
                Subject: CN=a
                -----BEGIN CERTIFICATE-----
                AQID
                BA==
                -----END CERTIFICATE-----

                Key
                -----BEGIN PRIVATE KEY-----
                BQ==
                -----END PRIVATE KEY-----
                """);
        assertEquals(2, blocks.size());
        assertEquals("CERTIFICATE", blocks.get(0).label());
        assertEquals(2, blocks.get(0).line());
        assertArrayEquals(new byte[] {1, 2, 3, 4}, blocks.get(0).der());
        assertTrue(blocks.get(0).isCertificate());
        assertFalse(blocks.get(0).isPrivateKey());
        assertEquals(8, blocks.get(1).line());
        assertArrayEquals(new byte[] {5}, blocks.get(1).der());
        assertTrue(blocks.get(1).isPrivateKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "  \n\t"})
    void accepts_other_ends_of_lines(String end) throws PemException {
        String text = String.join(end, "-----BEGIN A-----", "AQ", "ID", "-----END A-----");
        assertArrayEquals(new byte[] {1, 2, 3}, PemBlocks.parse(text).get(0).der());
    }

    @Test
    void recognizes_the_old_encryption() throws PemException {
        String text = """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,CF6F

                AQID
                -----END RSA PRIVATE KEY-----
                """;
        assertTrue(PemBlocks.parse(text).get(0).isLegacyEncrypted());
        assertFalse(PemBlocks.parse(text.replace("ENCRYPTED", "CLEAR")).get(0).isLegacyEncrypted());
    }

    @Test
    void text_without_blocks_has_none() throws PemException {
        assertEquals(List.of(), PemBlocks.parse(""));
        assertEquals(List.of(), PemBlocks.parse("AQID\n-----END A-----\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\n-----BEGIN A-----\\nAQID\\n | 2 | no end",
                "-----BEGIN A-----\\nAQID\\n-----BEGIN B-----\\nAQID\\n-----END B----- | 1 | no end",
                "-----BEGIN A-----\\nAQID\\n-----END B----- | 3 | another label",
                "-----BEGIN A-----\\nAQID\\n-----END A---- | 3 | another label",
                "-----BEGIN A-----\\nA*ID\\n-----END A----- | 1 | not valid Base64",
                "-----BEGIN A-----\\nAQIDA\\n-----END A----- | 1 | not valid Base64",
                "-----BEGIN A-----\\n-----END A----- | 1 | not valid Base64",
            })
    void reports_damaged_blocks_with_their_line(String escaped, int line, String message) {
        String text = escaped.replace("\\n", "\n");
        PemException error = assertThrows(PemException.class, () -> PemBlocks.parse(text));
        assertEquals(line, error.line());
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void encoded_blocks_are_parsed() throws PemException {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 1; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = PemBlocks.encode("A B", bytes);
            PemBlock block = PemBlocks.parse(text).get(0);
            assertEquals("A B", block.label());
            assertArrayEquals(bytes, block.der());
            assertTrue(text.lines().allMatch(line -> line.length() <= 64), text);
            assertTrue(text.endsWith("-----\n"), text);
        }
    }
}
