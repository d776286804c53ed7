package dev.roundhouse.http.server.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static List<String> parse(String form) {
        List<String> pairs = new ArrayList<>();
        Parameters.parse(form.getBytes(StandardCharsets.ISO_8859_1))
                .orElseThrow()
                .forEach(parameter -> pairs.add(parameter.name() + "|" + parameter.value()));
        return pairs;
    }

    /** Examples of the web platform tests for URLSearchParams, and of the standard. */
    @Test
    void form_is_decoded_as_the_url_standard_describes_it() {
        assertEquals(List.of("test|"), parse("test"));
        assertEquals(List.of("\u00fe|\u00ff"), parse("\u00c3\u00be=\u00c3\u00bf"));
        assertEquals(List.of("a|b", "c|d"), parse("&a=b&&c=d&"));
        assertEquals(List.of("a|b=c"), parse("a=b=c"));
        assertEquals(List.of("|b"), parse("=b"));
        assertEquals(List.of("a b| c d "), parse("a+b=%20c+d+"));
        assertEquals(List.of("a|+"), parse("a=%2B"));
        assertEquals(List.of("a|100%", "b|%zz", "c|%4"), parse("a=100%&b=%zz&c=%4"));
        assertEquals(List.of("a|\ufffdx"), parse("a=%ffx"));
        assertEquals(List.of("a|\ufffd"), parse("a=%e2%82"));
        assertEquals(List.of("a|\u20ac"), parse("a=%e2%82%AC"));
        assertEquals(List.of("a|\0"), parse("a=%00"));
        assertEquals(List.of("a|b;c"), parse("a=b;c"));
        assertEquals(List.of(), parse(""));
        assertEquals(List.of("|"), parse("="));
    }

    @Test
    void order_and_duplicates_of_a_query_are_kept() {
        Parameters query = Parameters.ofQuery(Request.get("a", "/x?tag=new&page=2&tag=a+b"));

        assertEquals(3, query.size());
        assertEquals(Optional.of("new"), query.first("tag"));
        assertEquals(List.of("new", "a b"), query.all("tag"));
        assertEquals(Optional.empty(), query.first("Tag"));
        assertEquals("tag", query.iterator().next().name());
    }

    @Test
    void request_without_query_has_no_parameters() {
        assertEquals(0, Parameters.ofQuery(Request.get("a", "/x")).size());
        assertEquals(0, Parameters.ofQuery(Request.get("a", "/x?")).size());
    }

    @Test
    void number_of_parameters_is_limited() {
        String form = "a&".repeat(Parameters.MAX_COUNT);

        assertEquals(Parameters.MAX_COUNT, parse(form).size());
        assertEquals(Optional.empty(), Parameters.parse((form + "a").getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(
                Parameters.MAX_COUNT,
                Parameters.ofQuery(Request.get("a", "/?" + form + "a")).size());
    }
}
