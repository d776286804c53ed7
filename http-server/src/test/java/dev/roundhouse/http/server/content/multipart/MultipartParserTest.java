package dev.roundhouse.http.server.content.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MultipartParserTest {
    private static final String BOUNDARY = "x-y";
    private static final String NAME = "Content-Disposition: form-data; name=";

    /** The result of a body that comes in pieces: the parts, or the message of the error. */
    private static String parse(List<String> pieces, MultipartLimits limits) {
        RecordingForm form = new RecordingForm();
        MultipartParser parser = new MultipartParser(BOUNDARY, limits, form);
        try {
            for (String piece : pieces) {
                parser.parse(ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1)));
            }
            parser.finish();
        } catch (MultipartException invalid) {
            return form + " " + invalid.status().code() + " " + invalid.getMessage();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
        return form.toString();
    }

    private static String parse(String body) {
        return parse(List.of(body), MultipartLimits.DEFAULT);
    }

    private static String part(String head, String content) {
        return "--" + BOUNDARY + "\r\n" + head + "\r\n\r\n" + content + "\r\n";
    }

    private static final String END = "--" + BOUNDARY + "--";

    /** A preamble and an epilogue, padding, an empty part, and contents with beginnings of the delimiter. */
    private static final String TYPICAL = "preamble\r\n--x-\r\n"
            + part(NAME + "\"a\"", "1")
            + part(NAME + "b; filename=\"f.txt\"\r\nContent-Type: text/plain", "\r\n--x-\r\n\r\r\n--x\r\n-")
            + "--x-y \t\r\n" + NAME + "c\r\n\r\n--x-y\r\n" + NAME + "d\r\n\r\n\r\n"
            + END + "\r\nepilogue --x-y";

    private static final String TYPICAL_PARTS =
            "{a: 1}{b file f.txt type text/plain: \r\n--x-\r\n\r\r\n--x\r\n-}{c: }{d: }";

    @Test
    void parts_are_found() {
        assertEquals(TYPICAL_PARTS, parse(TYPICAL));
    }

    @Test
    void every_split_in_two_gives_the_same_parts() {
        for (int at = 0; at <= TYPICAL.length(); at++) {
            List<String> pieces = List.of(TYPICAL.substring(0, at), TYPICAL.substring(at));

            assertEquals(TYPICAL_PARTS, parse(pieces, MultipartLimits.DEFAULT), "split at " + at);
        }
    }

    @Test
    void every_split_in_three_gives_the_same_parts() {
        for (int at = 0; at <= TYPICAL.length(); at++) {
            for (int second = at; second <= TYPICAL.length(); second++) {
                List<String> pieces =
                        List.of(TYPICAL.substring(0, at), TYPICAL.substring(at, second), TYPICAL.substring(second));

                assertEquals(TYPICAL_PARTS, parse(pieces, MultipartLimits.DEFAULT), "split at " + at + ", " + second);
            }
        }
    }

    @Test
    void bytes_one_by_one_give_the_same_parts() {
        assertEquals(TYPICAL_PARTS, parse(List.of(TYPICAL.split("")), MultipartLimits.DEFAULT));
    }

    /** Contents of fragments of delimiters; the parts must be those that the body was made of, for any split. */
    @Test
    void generated_parts_are_found_for_any_split() {
        String[] fragments = {"\r", "\n", "\r\n", "-", "--", "x", "\r\n--x", "\r\n--x-", "--x-", "\r\r\n-", "abc", ""};
        for (int seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder body = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int count = random.nextInt(4); count >= 0; count--) {
                StringBuilder content = new StringBuilder();
                for (int i = random.nextInt(8); i > 0; i--) {
                    content.append(fragments[random.nextInt(fragments.length)]);
                }
                if (("\r\n" + content + "\r\n").contains("\r\n--" + BOUNDARY)) {
                    continue;
                }
                body.append(part(NAME + "n", content.toString()));
                expected.append("{n: ").append(content).append('}');
            }
            body.append(END);

            assertEquals(
                    expected.toString(),
                    parse(split(body.toString(), random), MultipartLimits.DEFAULT),
                    "seed " + seed);
        }
    }

    /** Bodies of fragments, most of them malformed: the result must not depend on the split. */
    @Test
    void malformed_bodies_give_the_same_result_for_any_split() {
        String[] fragments = {
            "--x-y",
            "\r\n",
            "--",
            "\r",
            "\n",
            NAME + "a",
            NAME,
            ":",
            " ",
            "x",
            "\r\n\r\n",
            "\r\n--x-y--",
            "\t",
            ";",
            "\"",
            "\\",
            "name=\"",
            "\0",
            "\u00ff"
        };
        int invalid = 0;
        for (int seed = 0; seed < 5000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder body = new StringBuilder(random.nextBoolean() ? "--x-y\r\n" + NAME + "a" : "");
            for (int i = random.nextInt(12); i > 0; i--) {
                body.append(fragments[random.nextInt(fragments.length)]);
            }
            String atOnce = parse(body.toString());
            invalid += atOnce.contains(" 400 ") ? 1 : 0;

            assertEquals(atOnce, parse(split(body.toString(), random), MultipartLimits.DEFAULT), "seed " + seed);
            assertEquals(atOnce, parse(List.of(body.toString().split("")), MultipartLimits.DEFAULT), "seed " + seed);
        }
        assertTrue(invalid > 1000 && invalid < 5000, invalid + " of 5000 bodies are malformed");
    }

    private static List<String> split(String text, SplittableRandom random) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(9));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    @Test
    void malformed_body_is_rejected() {
        for (String body : List.of(
                "",
                "no delimiter",
                part(NAME + "a", "1"),
                part(NAME + "a", "1") + "--x-y",
                part(NAME + "a", "1") + "--x-y-",
                part(NAME + "a", "1") + "--x-y-x",
                part(NAME + "a", "1") + "--x-yz\r\n",
                part(NAME + "a", "1") + "--x-y\rz",
                part("Content-Type: text/plain", "1") + END,
                part("Content-Disposition: form-data", "1") + END,
                part("Content-Disposition: attachment; name=a", "1") + END,
                part(NAME + "a\r\n" + NAME + "b", "1") + END,
                part(NAME + "a\r\n folded: x", "1") + END,
                part(NAME + "a\r\nno colon", "1") + END,
                part(NAME + "a\r\nX: \0", "1") + END,
                part(NAME + "a\nX: y", "1") + END,
                part(NAME + "\"a", "1") + END,
                part(NAME + "\"a\"b", "1") + END,
                "--x-y\r\n\r\n1\r\n" + END)) {
            assertTrue(parse(body).contains(" 400 "), body + " gives " + parse(body));
        }
    }

    @Test
    void form_without_parts_is_accepted() {
        assertEquals("", parse(END));
    }

    @Test
    void names_are_decoded_as_browsers_encode_them() {
        assertEquals("{\u00e9: }", parse(part(NAME + "\"\u00c3\u00a9\"", "") + END));
        assertEquals("{a\"b\r\n%20: }", parse(part(NAME + "\"a%22b%0D%0A%20\"", "") + END));
        assertEquals("{a\"b: }", parse(part(NAME + "\"a\\\"b\"", "") + END));
        assertEquals("{a file C:\\new\\f.txt: }", parse(part(NAME + "\"a\"; filename=\"C:\\new\\f.txt\"", "") + END));
        assertEquals("{a;b: }", parse(part(NAME + "\"a;b\"", "") + END));
        assertEquals("{a file : }", parse(part("content-disposition:Form-Data;NAME=a;filename=\"\"", "") + END));
        assertEquals("{a: }", parse(part(NAME + "a; filename*=UTF-8''x", "") + END));
    }

    @Test
    void limits_are_kept() {
        MultipartLimits limits = new MultipartLimits(1000, 2, 5, 50);
        String two = part(NAME + "a", "12345") + part(NAME + "b", "12345");

        assertEquals("{a: 12345}{b: 12345}", parse(List.of(two + END), limits));
        assertTrue(parse(List.of(two + part(NAME + "c", "") + END), limits).endsWith(" 413 more than 2 parts"));
        assertTrue(parse(List.of(part(NAME + "a", "123456") + END), limits).contains(" 413 a part is longer than 5"));
        assertTrue(parse(List.of(part(NAME + "a".repeat(50), "1") + END), limits)
                .contains(" 413 the header section"));
        assertThrows(IllegalArgumentException.class, () -> new MultipartLimits(1, 1, -1, 1));
    }
}
