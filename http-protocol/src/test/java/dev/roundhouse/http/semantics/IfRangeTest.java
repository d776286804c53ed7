package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.roundhouse.http.message.Headers;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IfRangeTest {
    @Test
    void tag_is_distinguished_from_a_date_by_its_quote() {
        Map<String, Boolean> values = Map.of(
                "\"a\"", true,
                "W/\"a\"", true,
                "\"\"", true,
                "Mon, 30 Nov 2026 10:00:00 GMT", false,
                "Mon\"", false,
                "", false);
        values.forEach((value, isTag) ->
                assertEquals(isTag, IfRange.hasEntityTag(Headers.of("If-Range", value)), () -> "'" + value + "'"));
    }

    @Test
    void request_without_the_field_has_no_tag() {
        assertFalse(IfRange.hasEntityTag(Headers.EMPTY));
    }
}
