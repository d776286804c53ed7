package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.message.RequestTarget.Form;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            /                         | ORIGIN   | ''      | /      | none
            /a/b                      | ORIGIN   | ''      | /a/b   | none
            /a?b=c                    | ORIGIN   | ''      | /a     | b=c
            /a?                       | ORIGIN   | ''      | /a     | ''
            /?a?b/c                   | ORIGIN   | ''      | /      | a?b/c
            //host/a                  | ORIGIN   | ''      | //host/a | none
            /http://h/                | ORIGIN   | ''      | /http://h/ | none
            http://h                  | ABSOLUTE | h       | /      | none
            http://h/                 | ABSOLUTE | h       | /      | none
            HTTP://h:80/a?b           | ABSOLUTE | h:80    | /a     | b
            https://h/a               | ABSOLUTE | h       | /a     | none
            http://h?a                | ABSOLUTE | h       | /      | a
            http://h?                 | ABSOLUTE | h       | /      | ''
            http://h?/a               | ABSOLUTE | h       | /      | /a
            http://[::1]:8080/a       | ABSOLUTE | [::1]:8080 | /a  | none
            http://h//a               | ABSOLUTE | h       | //a    | none
            """)
    void origin_and_absolute_form_are_accepted(String raw, Form form, String authority, String path, String query) {
        RequestTarget requestTarget = RequestTarget.parse(Method.GET, raw).orElseThrow();
        assertEquals(form, requestTarget.form());
        assertEquals(authority, requestTarget.authority());
        assertEquals(path, requestTarget.path());
        assertEquals(Optional.ofNullable(query), requestTarget.query());
        assertEquals(raw, requestTarget.raw());
        assertEquals(raw, requestTarget.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "?a",
                "*",
                "*a",
                "h:80",
                "http:/h/",
                "http//h/",
                "http://",
                "http:///a",
                "http://?a",
                "http://:80/",
                "http://user@h/",
                "http://h:99999/",
                "http://h:a/",
                "ftp://h/",
                "file:///etc",
                "://h/",
                "http://[::1/",
                "http://h h/",
                "javascript:alert(1)",
                "HTTPX://h/"
            })
    void other_targets_are_rejected_for_get(String raw) {
        assertEquals(Optional.empty(), RequestTarget.parse(Method.GET, raw));
    }

    @Test
    void asterisk_form_is_accepted_for_options_only() {
        RequestTarget requestTarget = RequestTarget.parse(Method.OPTIONS, "*").orElseThrow();
        assertEquals(Form.ASTERISK, requestTarget.form());
        assertEquals("", requestTarget.path());
        assertEquals(Optional.empty(), requestTarget.query());
        assertEquals(Optional.empty(), RequestTarget.parse(Method.HEAD, "*"));
        assertEquals(
                Form.ORIGIN,
                RequestTarget.parse(Method.OPTIONS, "/").orElseThrow().form());
    }

    @Test
    void options_with_absolute_form_without_path_is_the_asterisk_form() {
        RequestTarget requestTarget =
                RequestTarget.parse(Method.OPTIONS, "http://h:8080").orElseThrow();
        assertEquals(Form.ASTERISK, requestTarget.form());
        assertEquals("h:8080", requestTarget.authority());
        assertEquals(
                Form.ABSOLUTE,
                RequestTarget.parse(Method.OPTIONS, "http://h/").orElseThrow().form());
    }

    @Test
    void connect_requires_host_and_port() {
        RequestTarget requestTarget =
                RequestTarget.parse(Method.CONNECT, "h:443").orElseThrow();
        assertEquals(Form.AUTHORITY, requestTarget.form());
        assertEquals("h:443", requestTarget.authority());
        assertEquals("", requestTarget.path());
        for (String raw : new String[] {"h", "h:", ":443", "/", "*", "http://h:443", "user@h:443", "h:443/"}) {
            assertEquals(Optional.empty(), RequestTarget.parse(Method.CONNECT, raw), raw);
        }
    }

    @Test
    void client_target_has_a_path() {
        assertEquals("/a?b", RequestTarget.originForm("/a?b").raw());
        assertEquals(Optional.of("b"), RequestTarget.originForm("/a?b").query());
        assertEquals(RequestTarget.parse(Method.GET, "/a?b").orElseThrow(), RequestTarget.originForm("/a?b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "http://h/",
                "/a b",
                "/a HTTP/1.1\r\nX: y",
                "/a\r\n",
                "/\0",
                "/a#b",
                "/\u00e9",
                "/\u0120"
            })
    void path_that_would_split_the_request_line_is_rejected(String path) {
        assertThrows(IllegalArgumentException.class, () -> RequestTarget.originForm(path));
    }

    @Test
    void targets_with_equal_form_and_spelling_are_equal() {
        RequestTarget asterisk = RequestTarget.parse(Method.OPTIONS, "http://h").orElseThrow();
        RequestTarget absolute = RequestTarget.parse(Method.GET, "http://h").orElseThrow();
        assertNotEquals(asterisk, absolute);
        assertEquals(absolute, RequestTarget.parse(Method.PUT, "http://h").orElseThrow());
        assertEquals(asterisk.hashCode(), absolute.hashCode());
    }
}
