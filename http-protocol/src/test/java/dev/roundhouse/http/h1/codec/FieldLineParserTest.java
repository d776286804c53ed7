package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldLineParserTest {
    private static Headers parse(String lines) throws Http1Exception {
        return FieldLineParser.parse(HttpGrammar.encode("start" + lines + "\r\n"), 5, 100);
    }

    private static FieldName name(String text) {
        byte[] bytes = HttpGrammar.encode("<" + text + ">");
        return FieldNameTable.get(bytes, 1, bytes.length - 1);
    }

    @Test
    void whitespace_around_a_value_is_removed() throws Http1Exception {
        Headers headers = parse("host:  a \t\r\nx:y\r\nEmpty:\r\nBlank: \t \r\nInner:a \tb\r\n");
        assertEquals(Headers.of("host", "a", "x", "y", "Empty", "", "Blank", "", "Inner", "a \tb"), headers);
        assertEquals(Optional.of("a"), headers.first(FieldName.HOST));
    }

    @Test
    void value_has_one_character_for_each_byte() throws Http1Exception {
        assertEquals(Optional.of("\u00e9\u00ff"), parse("X: \u00e9\u00ff\r\n").first("x"));
    }

    @Test
    void standard_name_in_its_usual_spelling_is_the_constant() {
        for (FieldName standard : FieldName.standardNames()) {
            assertSame(standard, name(standard.toString()));
        }
    }

    @Test
    void other_names_keep_their_spelling() {
        for (FieldName standard : FieldName.standardNames()) {
            String lower = standard.toString().toLowerCase(Locale.ROOT);
            assertEquals(standard, name(lower));
            assertEquals(lower, name(lower).toString());
            assertEquals(FieldName.of(standard + "x"), name(standard + "x"));
        }
        assertEquals("X-Custom", name("X-Custom").toString());
        assertEquals(FieldName.of("x-custom"), name("X-Custom"));
    }
}
