package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.bytes;
import static dev.roundhouse.http.hpack.HpackBlocks.decode;
import static dev.roundhouse.http.hpack.HpackBlocks.decoder;
import static dev.roundhouse.http.hpack.HpackBlocks.fields;
import static dev.roundhouse.http.hpack.HpackBlocks.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7541 Appendix C, with the content of the dynamic table after each block. */
class HpackExamplesTest {
    private static final String COOKIE = "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";

    /** C.1 */
    @ParameterizedTest
    @CsvSource({"10, 5, 0a", "1337, 5, 1f9a0a", "42, 8, 2a"})
    void integer(int value, int prefixBits, String hex) throws HpackException {
        HpackOutput output = new HpackOutput();
        HpackInteger.write(output, 0, prefixBits, value);
        HpackInput input = new HpackInput();
        input.open(bytes(hex), 0, hex.length() / 2);

        assertEquals(hex, hex(output.toByteArray()));
        assertEquals(value, HpackInteger.read(input, prefixBits));
    }

    /** C.2.1 */
    @Test
    void literal_with_incremental_indexing() throws HpackException {
        Decoded decoded = new Decoded(4096);
        decoded.check(
                "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572",
                fields("custom-key", "custom-header"),
                55,
                fields("custom-key", "custom-header"));
    }

    /** C.2.2 */
    @Test
    void literal_without_indexing() throws HpackException {
        new Decoded(4096).check("040c 2f73 616d 706c 652f 7061 7468", fields(":path", "/sample/path"), 0, List.of());
    }

    /** C.2.3 */
    @Test
    void literal_never_indexed() throws HpackException {
        Decoded decoded = new Decoded(4096);
        decoded.check("1008 7061 7373 776f 7264 0673 6563 7265 74", fields("password", "secret"), 0, List.of());
        assertTrue(decoded.fields.get(0).isNeverIndexed());
    }

    /** C.2.4 */
    @Test
    void indexed_field() throws HpackException {
        new Decoded(4096).check("82", fields(":method", "GET"), 0, List.of());
        assertEquals("82", hex(HpackEncoder.encodeStateless(fields(":method", "GET"))));
    }

    /** C.3: the encoder of this project would use the Huffman code. */
    @Test
    void requests_without_huffman() throws HpackException {
        requests(
                "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
                "8286 84be 5808 6e6f 2d63 6163 6865",
                "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65");
    }

    /** C.4 */
    @Test
    void requests_with_huffman() throws HpackException {
        List<String> blocks = List.of(
                "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
                "8286 84be 5886 a8eb 1064 9cbf",
                "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf");
        requests(blocks.toArray(String[]::new));

        HpackEncoder encoder = new HpackEncoder(4096);
        List<List<HpackField>> lists = requestLists();
        for (int i = 0; i < blocks.size(); i++) {
            assertEquals(hex(bytes(blocks.get(i))), hex(encoder.encode(lists.get(i))));
        }
    }

    /** C.5: the encoder of this project would use the Huffman code. */
    @Test
    void responses_without_huffman() throws HpackException {
        responses("""
                4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133
                2032 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70
                6c65 2e63 6f6d""", "4803 3330 37c1 c0bf", """
                88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d
                54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049
                5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e
                3d31""");
    }

    /** C.6: the encoder of this project uses the Huffman code only if it is shorter, and never indexes set-cookie. */
    @Test
    void responses_with_huffman() throws HpackException {
        String third = """
                88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab
                77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f
                9587 3160 65c0 03ed 4ee5 b106 3d50 07""";
        String first = """
                4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6
                2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3""";
        String second = "4883 640e ffc1 c0bf";
        responses(first, second, third);

        List<List<HpackField>> lists = responseLists();
        HpackEncoder encoder = new HpackEncoder(256);
        String sizeUpdate = "3fe101";
        assertEquals(sizeUpdate + hex(bytes(first)), hex(encoder.encode(lists.get(0))));
        String sameLength = hex(bytes(second)).replace("83640eff", "03333037");
        assertEquals(sameLength, hex(encoder.encode(lists.get(1))));
        String neverIndexed = hex(bytes(third)).replace("839bd9ab77", "839bd9ab1f28");
        assertEquals(neverIndexed, hex(encoder.encode(lists.get(2))));
    }

    private static List<List<HpackField>> requestLists() {
        return List.of(
                fields(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "www.example.com"),
                fields(
                        ":method", "GET",
                        ":scheme", "http",
                        ":path", "/",
                        ":authority", "www.example.com",
                        "cache-control", "no-cache"),
                fields(
                        ":method", "GET",
                        ":scheme", "https",
                        ":path", "/index.html",
                        ":authority", "www.example.com",
                        "custom-key", "custom-value"));
    }

    private static void requests(String... blocks) throws HpackException {
        Decoded decoded = new Decoded(4096);
        List<List<HpackField>> lists = requestLists();
        decoded.check(blocks[0], lists.get(0), 57, fields(":authority", "www.example.com"));
        decoded.check(
                blocks[1], lists.get(1), 110, fields("cache-control", "no-cache", ":authority", "www.example.com"));
        decoded.check(
                blocks[2],
                lists.get(2),
                164,
                fields(
                        "custom-key", "custom-value",
                        "cache-control", "no-cache",
                        ":authority", "www.example.com"));
    }

    private static List<List<HpackField>> responseLists() {
        return List.of(
                fields(
                        ":status", "302",
                        "cache-control", "private",
                        "date", "Mon, 21 Oct 2013 20:13:21 GMT",
                        "location", "https://www.example.com"),
                fields(
                        ":status", "307",
                        "cache-control", "private",
                        "date", "Mon, 21 Oct 2013 20:13:21 GMT",
                        "location", "https://www.example.com"),
                fields(
                        ":status", "200",
                        "cache-control", "private",
                        "date", "Mon, 21 Oct 2013 20:13:22 GMT",
                        "location", "https://www.example.com",
                        "content-encoding", "gzip",
                        "set-cookie", COOKIE));
    }

    private static void responses(String... blocks) throws HpackException {
        Decoded decoded = new Decoded(256);
        List<List<HpackField>> lists = responseLists();
        decoded.check(
                blocks[0],
                lists.get(0),
                222,
                fields(
                        "location", "https://www.example.com",
                        "date", "Mon, 21 Oct 2013 20:13:21 GMT",
                        "cache-control", "private",
                        ":status", "302"));
        decoded.check(
                blocks[1],
                lists.get(1),
                222,
                fields(
                        ":status", "307",
                        "location", "https://www.example.com",
                        "date", "Mon, 21 Oct 2013 20:13:21 GMT",
                        "cache-control", "private"));
        decoded.check(
                blocks[2],
                lists.get(2),
                215,
                fields(
                        "set-cookie", COOKIE,
                        "content-encoding", "gzip",
                        "date", "Mon, 21 Oct 2013 20:13:22 GMT"));
    }

    /** A decoder whose table is read by its indexes. */
    private static final class Decoded {
        private final HpackDecoder decoder;
        private List<HpackField> fields = List.of();

        private Decoded(int maxTableBytes) {
            this.decoder = decoder(maxTableBytes);
        }

        private void check(String block, List<HpackField> list, int tableSize, List<HpackField> table)
                throws HpackException {
            fields = decode(decoder, block);
            assertEquals(list, fields);
            List<HpackField> entries = new ArrayList<>();
            for (int index = 62; index < 62 + table.size(); index++) {
                entries.addAll(decode(decoder, Integer.toHexString(0x80 | index)));
            }
            assertEquals(table, entries);
            assertEquals(tableSize, entries.stream().mapToInt(HpackField::size).sum());
            HpackDecoder same = decoder;
            int next = 0x80 | (62 + table.size());
            HpackException beyond = assertThrows(HpackException.class, () -> decode(same, Integer.toHexString(next)));
            assertEquals(HpackError.INDEX_TOO_LARGE, beyond.error());
        }
    }
}
