package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Headers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {
    private static final List<String> AVAILABLE = List.of("br", "gzip");

    private static AcceptEncoding of(String value) {
        return AcceptEncoding.of(Headers.of("Accept-Encoding", value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '\0', textBlock = """
            gzip                                | gzip
            gzip, br                            | br
            gzip;q=1.0, br;q=0.9                | gzip
            gzip;q=0.5                          | gzip
            gzip;q=0.001                        | gzip
            gzip;q=0                            | identity
            br;q=0.5, gzip;q=0.5                | br
            *                                   | br
            *;q=0.1                             | br
            *, br;q=0                           | gzip
            gzip;q=0.2, *;q=0.1                 | gzip
            br;q=0, gzip;q=0                    | identity
            deflate                             | identity
            identity                            | identity
            identity, gzip                      | gzip
            identity, gzip;q=0.9                | identity
            identity;q=0.5, gzip;q=0.4          | identity
            identity;q=0.5, *;q=0.9             | br
            identity;q=0                        | none
            identity;q=0, gzip                  | gzip
            *;q=0                               | none
            *;q=0, gzip;q=0.1                   | gzip
            *;q=0, identity;q=0.1               | identity
            *;q=0, identity                     | identity
            GZIP                                | gzip
            x-gzip                              | gzip
            X-GZip;Q=0.3                        | gzip
            gzip ; q=0.5 , br ;\tq=0.4          | gzip
            ,,gzip,,                            | gzip
            gzip;q=2, br;q=1.1                  | identity
            gzip;q=.5                           | identity
            gzip;q=0.1234                       | identity
            gzip;q = 0.5                        | identity
            gzip;level=9                        | identity
            gzip;q=0.5;q=1                      | identity
            gzip;                               | identity
            g zip                               | identity
            gzip;q=x, br                        | br
            gzip;q=0, gzip                      | identity
            gzip, gzip;q=0                      | gzip
            """)
    void coding_with_the_highest_weight_is_chosen(String value, String expected) {
        assertEquals(Optional.ofNullable(expected), of(value).choose(AVAILABLE));
    }

    @Test
    void missing_header_accepts_identity_only() {
        assertEquals(Optional.of("identity"), AcceptEncoding.of(Headers.EMPTY).choose(AVAILABLE));
    }

    @Test
    void empty_header_selects_identity() {
        assertEquals(Optional.of("identity"), of("").choose(AVAILABLE));
    }

    @Test
    void identity_is_chosen_if_no_other_coding_is_available() {
        assertEquals(Optional.of("identity"), of("gzip, br").choose(List.of()));
        assertEquals(Optional.empty(), of("gzip, identity;q=0").choose(List.of()));
    }

    @Test
    void server_may_prefer_identity() {
        assertEquals(Optional.of("identity"), of("identity, gzip").choose(List.of("identity", "gzip")));
    }

    @Test
    void header_may_span_several_field_lines() {
        Headers headers = Headers.of("Accept-Encoding", "br;q=0.1", "accept-encoding", "gzip");
        assertEquals(Optional.of("gzip"), AcceptEncoding.of(headers).choose(AVAILABLE));
    }

    @Test
    void accepted_codings_are_reported() {
        AcceptEncoding accepted = of("gzip, br;q=0, *;q=0.5");
        assertTrue(accepted.accepts("gzip"));
        assertTrue(accepted.accepts("x-gzip"));
        assertTrue(accepted.accepts("zstd"));
        assertTrue(accepted.accepts("identity"));
        assertFalse(accepted.accepts("br"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1000", "0.,0", "1.,1000", "0.5,500", "0.05,50", "0.005,5", "0.999,999", "1.000,1000", "0.0,0"
    })
    void weights_are_parsed_in_thousandths(String text, int thousandths) {
        assertEquals(OptionalInt.of(thousandths), Weight.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "00", "0.0000", "1.001", "1.1", ".5", "-0", "+1", "0,5", "0.a", "1.0000", "0 ", "01"})
    void invalid_weights_are_rejected(String text) {
        assertEquals(OptionalInt.empty(), Weight.parse(text));
    }

    @Test
    void choice_is_acceptable_and_has_the_highest_weight() {
        SeededProperties.tryAll(random -> {
            StringBuilder value = new StringBuilder();
            for (int left = random.nextInt(6); left > 0; left--) {
                value.append(SeededProperties.oneOf(
                                random, "br", "gzip", "zstd", "identity", "*", "x-gzip", "junk junk"))
                        .append(SeededProperties.oneOf(random, "", ";q=0", ";q=0.5", "; q=1", ";q=7"))
                        .append(SeededProperties.oneOf(random, ",", ", ", " ,, ", "\t,"));
            }
            AcceptEncoding accepted = of(value.toString().strip());
            List<String> available =
                    SeededProperties.oneOf(random, AVAILABLE, List.of(), List.of("zstd"), List.of("gzip", "zstd"));
            Optional<String> choice = accepted.choose(available);
            choice.ifPresent(coding -> {
                assertTrue(accepted.accepts(coding));
                assertTrue(coding.equals("identity") || available.contains(coding));
            });
            if (choice.isEmpty()) {
                assertFalse(accepted.accepts("identity"));
                assertTrue(available.stream().noneMatch(accepted::accepts));
            }
        });
    }
}
