package dev.roundhouse.http.semantics;

import static dev.roundhouse.http.semantics.Preconditions.Outcome.FAILED;
import static dev.roundhouse.http.semantics.Preconditions.Outcome.NOT_MODIFIED;
import static dev.roundhouse.http.semantics.Preconditions.Outcome.PROCEED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.semantics.Preconditions.ConditionReason;
import dev.roundhouse.http.semantics.Preconditions.ConditionResult;
import dev.roundhouse.http.semantics.Preconditions.EvaluatedCondition;
import dev.roundhouse.http.semantics.Preconditions.Evaluation;
import dev.roundhouse.http.semantics.Preconditions.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final long MODIFIED = 784_111_777;
    private static final String AT = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";
    private static final String FUTURE = "Sat, 01 Jan 2050 00:00:00 GMT";
    private static final Optional<Validators> FILE = Optional.of(Validators.of(EntityTag.strong("v1"), MODIFIED));
    private static final Optional<Validators> WEAK_FILE = Optional.of(Validators.of(EntityTag.weak("v1"), MODIFIED));

    private static Outcome decide(Method method, Optional<Validators> selected, String... fields) {
        return Preconditions.decide(method, Headers.of(fields), selected, NOW);
    }

    private static Outcome get(String... fields) {
        return decide(Method.GET, FILE, fields);
    }

    private static Outcome put(String... fields) {
        return decide(Method.PUT, FILE, fields);
    }

    @Test
    void request_without_conditions_proceeds() {
        assertEquals(PROCEED, get("Host", "example", "Range", "bytes=0-1", "If-Range", "\"v0\""));
        assertEquals(PROCEED, decide(Method.PUT, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "v1"         | PROCEED
            "v0", "v1"   | PROCEED
            *            | PROCEED
            "v0"         | FAILED
            W/"v1"       | FAILED
            v1           | FAILED
            "v1", v2     | FAILED
            *, "v1"      | FAILED
            ,            | FAILED
            """)
    void if_match_compares_strongly_and_fails_closed(String value, Outcome outcome) {
        assertEquals(outcome, get("If-Match", value));
        assertEquals(outcome, put("If-Match", value));
    }

    @Test
    void if_match_fails_without_a_strong_entity_tag() {
        assertEquals(FAILED, decide(Method.PUT, Optional.empty(), "If-Match", "*"));
        assertEquals(FAILED, decide(Method.PUT, Optional.empty(), "If-Match", "\"v1\""));
        assertEquals(FAILED, decide(Method.PUT, WEAK_FILE, "If-Match", "W/\"v1\""));
        assertEquals(FAILED, decide(Method.PUT, Optional.of(Validators.NONE), "If-Match", "\"v1\""));
        assertEquals(PROCEED, decide(Method.PUT, Optional.of(Validators.NONE), "If-Match", "*"));
    }

    @Test
    void list_may_span_several_field_lines() {
        assertEquals(PROCEED, get("If-Match", "\"v0\"", "if-match", "\"v1\""));
        assertEquals(NOT_MODIFIED, get("If-None-Match", "\"v0\"", "IF-NONE-MATCH", "W/\"v1\""));
        assertEquals(FAILED, get("If-Match", "*", "If-Match", "\"v1\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "v1"         | NOT_MODIFIED | FAILED
            W/"v1"       | NOT_MODIFIED | FAILED
            "v0", "v1"   | NOT_MODIFIED | FAILED
            *            | NOT_MODIFIED | FAILED
            "v0"         | PROCEED      | PROCEED
            ,            | PROCEED      | PROCEED
            v1           | PROCEED      | FAILED
            "v1", v2     | PROCEED      | FAILED
            """)
    void if_none_match_compares_weakly(String value, Outcome whenRead, Outcome whenChanged) {
        assertEquals(whenRead, get("If-None-Match", value));
        assertEquals(whenRead, decide(Method.HEAD, WEAK_FILE, "If-None-Match", value));
        assertEquals(whenChanged, put("If-None-Match", value));
        assertEquals(whenChanged, decide(Method.DELETE, WEAK_FILE, "If-None-Match", value));
    }

    @Test
    void if_none_match_is_true_without_a_representation() {
        assertEquals(PROCEED, decide(Method.PUT, Optional.empty(), "If-None-Match", "*"));
        assertEquals(PROCEED, decide(Method.GET, Optional.of(Validators.NONE), "If-None-Match", "\"v1\""));
        assertEquals(NOT_MODIFIED, decide(Method.GET, Optional.of(Validators.NONE), "If-None-Match", "*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sun, 06 Nov 1994 08:49:36 GMT  | PROCEED      | FAILED
            Sun, 06 Nov 1994 08:49:37 GMT  | NOT_MODIFIED | PROCEED
            Sunday, 06-Nov-94 08:49:37 GMT | NOT_MODIFIED | PROCEED
            Sun Nov  6 08:49:37 1994       | NOT_MODIFIED | PROCEED
            Sun, 06 Nov 1994 08:49:38 GMT  | NOT_MODIFIED | PROCEED
            Sat, 01 Jan 2050 00:00:00 GMT  | NOT_MODIFIED | PROCEED
            Mon, 06 Nov 1994 08:49:38 GMT  | PROCEED      | PROCEED
            yesterday                      | PROCEED      | PROCEED
            """)
    void dates_are_compared_in_seconds(String date, Outcome modifiedSince, Outcome unmodifiedSince) {
        assertEquals(modifiedSince, get("If-Modified-Since", date));
        assertEquals(modifiedSince, decide(Method.HEAD, FILE, "If-Modified-Since", date));
        assertEquals(unmodifiedSince, get("If-Unmodified-Since", date));
        assertEquals(unmodifiedSince, put("If-Unmodified-Since", date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Modified-Since", "If-Unmodified-Since"})
    void list_of_dates_is_ignored(String field) {
        assertEquals(PROCEED, get(field, AT + ", " + AT));
        assertEquals(PROCEED, get(field, BEFORE, field, BEFORE));
        assertEquals(PROCEED, get(field, AT, field, AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {BEFORE, AT, AFTER, FUTURE})
    void dates_are_ignored_without_a_modification_date(String date) {
        Optional<Validators> undated = Optional.of(Validators.NONE);
        assertEquals(PROCEED, decide(Method.GET, undated, "If-Modified-Since", date));
        assertEquals(PROCEED, decide(Method.PUT, undated, "If-Unmodified-Since", date));
        assertEquals(PROCEED, decide(Method.PUT, Optional.empty(), "If-Unmodified-Since", date));
    }

    @Test
    void if_modified_since_applies_to_get_and_head_only() {
        assertEquals(PROCEED, put("If-Modified-Since", AFTER));
        assertEquals(PROCEED, decide(Method.POST, FILE, "If-Modified-Since", AFTER));
    }

    @Test
    void entity_tags_take_precedence_over_dates() {
        assertEquals(PROCEED, get("If-Match", "\"v1\"", "If-Unmodified-Since", BEFORE));
        assertEquals(PROCEED, get("If-None-Match", "\"v0\"", "If-Modified-Since", AFTER));
        assertEquals(NOT_MODIFIED, get("If-None-Match", "\"v1\"", "If-Modified-Since", BEFORE));
        assertEquals(PROCEED, get("If-None-Match", "malformed", "If-Modified-Since", AFTER));
    }

    @Test
    void if_match_is_evaluated_before_if_none_match() {
        assertEquals(FAILED, get("If-None-Match", "\"v1\"", "If-Match", "\"v0\""));
        assertEquals(NOT_MODIFIED, get("If-None-Match", "\"v1\"", "If-Match", "\"v1\""));
        assertEquals(FAILED, get("If-Modified-Since", AFTER, "If-Unmodified-Since", BEFORE));
        assertEquals(NOT_MODIFIED, get("If-Modified-Since", AFTER, "If-Unmodified-Since", AFTER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "OPTIONS", "TRACE"})
    void conditions_are_ignored_for_methods_without_a_representation(String method) {
        Outcome outcome = decide(
                Method.of(method), FILE, "If-Match", "\"v0\"", "If-None-Match", "*", "If-Unmodified-Since", BEFORE);
        assertEquals(PROCEED, outcome);
    }

    @Test
    void trace_has_each_condition_up_to_the_deciding_one() {
        Headers headers = Headers.of(
                "If-Modified-Since", AFTER, "If-None-Match", "\"v1\"", "If-Match", "\"v1\"", "If-Unmodified-Since", AT);
        Evaluation evaluation = Preconditions.decideWithTrace(Method.GET, headers, FILE, NOW);
        List<EvaluatedCondition> steps = List.of(
                new EvaluatedCondition(FieldName.IF_MATCH, "13.1.1", ConditionResult.TRUE, ConditionReason.TAG_MATCHES),
                new EvaluatedCondition(
                        FieldName.IF_UNMODIFIED_SINCE, "13.1.4", ConditionResult.IGNORED, ConditionReason.OVERRIDDEN),
                new EvaluatedCondition(
                        FieldName.IF_NONE_MATCH, "13.1.2", ConditionResult.FALSE, ConditionReason.TAG_MATCHES));
        assertEquals(new Evaluation(NOT_MODIFIED, steps), evaluation);
    }

    @Test
    void trace_step_is_printed_as_a_sentence() {
        Evaluation evaluation =
                Preconditions.decideWithTrace(Method.GET, Headers.of("If-Modified-Since", "soon"), FILE, NOW);
        assertEquals(
                "If-Modified-Since is ignored: not a valid HTTP date (RFC 9110 §13.1.3)",
                evaluation.conditions().get(0).toString());
    }

    @Test
    void trace_is_empty_without_conditions() {
        assertEquals(
                new Evaluation(PROCEED, List.of()),
                Preconditions.decideWithTrace(Method.GET, Headers.EMPTY, FILE, NOW));
    }

    @Test
    void evaluate_equals_explain_and_304_is_for_get_and_head_only() {
        SeededProperties.tryAll(random -> {
            Method method =
                    SeededProperties.oneOf(random, Method.GET, Method.HEAD, Method.PUT, Method.DELETE, Method.OPTIONS);
            Headers headers = conditions(random);
            Optional<Validators> selected = SeededProperties.oneOf(
                    random, FILE, WEAK_FILE, Optional.of(Validators.NONE), Optional.<Validators>empty());
            Outcome outcome = Preconditions.decide(method, headers, selected, NOW);
            Evaluation evaluation = Preconditions.decideWithTrace(method, headers, selected, NOW);
            assertEquals(outcome, evaluation.outcome());
            assertEquals(outcome != PROCEED, hasFailed(evaluation));
            if (outcome == NOT_MODIFIED) {
                assertEquals(true, method.equals(Method.GET) || method.equals(Method.HEAD));
            }
        });
    }

    private static boolean hasFailed(Evaluation evaluation) {
        return evaluation.conditions().stream()
                .anyMatch(evaluatedCondition -> evaluatedCondition.result() == ConditionResult.FALSE);
    }

    /** A second implementation of the four conditions, as the table of RFC 9110 §13.2.2. */
    @Test
    void result_equals_the_precedence_table_of_the_rfc() {
        SeededProperties.tryAll(random -> {
            boolean read = random.nextBoolean();
            Optional<Boolean> matches = maybe(random);
            Optional<Boolean> unmodified = maybe(random);
            Optional<Boolean> noneMatches = maybe(random);
            Optional<Boolean> modified = maybe(random);
            Headers.Builder headers = Headers.builder();
            matches.ifPresent(is -> headers.add("If-Match", is ? "\"v1\"" : "\"v2\""));
            unmodified.ifPresent(is -> headers.add("If-Unmodified-Since", is ? AT : BEFORE));
            noneMatches.ifPresent(is -> headers.add("If-None-Match", is ? "\"v2\"" : "\"v1\""));
            modified.ifPresent(is -> headers.add("If-Modified-Since", is ? BEFORE : AT));

            Outcome expected = PROCEED;
            if (!matches.or(() -> unmodified).orElse(true)) {
                expected = FAILED;
            } else if (!noneMatches.or(() -> read ? modified : Optional.empty()).orElse(true)) {
                expected = read ? NOT_MODIFIED : FAILED;
            }
            Method method = read ? Method.GET : Method.PUT;
            assertEquals(expected, Preconditions.decide(method, headers.build(), FILE, NOW));
        });
    }

    private static Optional<Boolean> maybe(SplittableRandom random) {
        return random.nextBoolean() ? Optional.of(random.nextBoolean()) : Optional.empty();
    }

    private static Headers conditions(SplittableRandom random) {
        Headers.Builder headers = Headers.builder().add("Host", "example");
        for (int left = random.nextInt(4); left > 0; left--) {
            if (random.nextBoolean()) {
                headers.add(
                        SeededProperties.oneOf(random, "If-Match", "If-None-Match"),
                        SeededProperties.oneOf(
                                random, "*", "\"v1\"", "W/\"v1\"", "\"v0\"", "\"v0\", \"v1\"", "junk", ""));
            } else {
                headers.add(
                        SeededProperties.oneOf(random, "If-Modified-Since", "If-Unmodified-Since"),
                        SeededProperties.oneOf(random, BEFORE, AT, AFTER, FUTURE, "junk", ""));
            }
        }
        return headers.build();
    }
}
