package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.semantics.ByteRanges.Ignored;
import dev.roundhouse.http.semantics.ByteRanges.IgnoredReason;
import dev.roundhouse.http.semantics.ByteRanges.Multiple;
import dev.roundhouse.http.semantics.ByteRanges.NoneSatisfiable;
import dev.roundhouse.http.semantics.ByteRanges.Single;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String AT = "Mon, 01 Jun 2026 11:59:59 GMT";
    private static final Validators FILE = Validators.of(EntityTag.strong("v1"), NOW.getEpochSecond() - 1);
    private static final long LENGTH = 10_000;

    private static ByteRanges parse(String value) {
        return ByteRanges.parse(value, LENGTH);
    }

    private static ByteRanges single(long first, long last) {
        return new Single(new ByteRange(first, last));
    }

    private static ByteRanges decide(Validators current, String... fields) {
        return ByteRanges.decide(Method.GET, Headers.of(fields), current, LENGTH, NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-499                       | 0    | 499
            bytes=500-999                     | 500  | 999
            bytes=-500                        | 9500 | 9999
            bytes=9500-                       | 9500 | 9999
            bytes=0-                          | 0    | 9999
            bytes=0-0                         | 0    | 0
            bytes=-1                          | 9999 | 9999
            bytes=9999-10000                  | 9999 | 9999
            bytes=-10001                      | 0    | 9999
            bytes=000-0009                    | 0    | 9
            BYTES=0-9                         | 0    | 9
            bytes= 0-9                        | 0    | 9
            bytes=,, 0-9 ,                    | 0    | 9
            bytes=5-9223372036854775807       | 5    | 9999
            bytes=5-9223372036854775808       | 5    | 9999
            bytes=5-99999999999999999999999   | 5    | 9999
            bytes=-9223372036854775808        | 0    | 9999
            bytes=-99999999999999999999999    | 0    | 9999
            bytes=0-9,10000-                  | 0    | 9
            bytes=-0,0-9                      | 0    | 9
            """)
    void range_is_limited_to_the_representation(String value, long first, long last) {
        assertEquals(single(first, last), parse(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=10000-",
                "bytes=10000-10001",
                "bytes=-0",
                "bytes=-000",
                "bytes=20000-30000, 10000-",
                "bytes=9223372036854775807-",
                "bytes=9223372036854775808-9223372036854775809",
                "bytes=99999999999999999999999999-"
            })
    void ranges_after_the_end_are_unsatisfiable(String value) {
        assertEquals(new NoneSatisfiable(), parse(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=",
                "bytes=,",
                "bytes= , ,",
                "bytes=-",
                "bytes=a-b",
                "bytes=1-2-3",
                "bytes=+1-2",
                "bytes=1-+2",
                "bytes=--1",
                "bytes=0x1-2",
                "bytes=1 -2",
                "bytes=1- 2",
                "bytes=9-8",
                "bytes=0-1,9-8",
                "bytes=0-1;2-3",
                "bytes=0-1 2-3",
                "bytes=0-1,x",
                "bytes=1",
                "bytes",
                "",
                "0-1",
                "bytes: 0-1",
                "bytes=\u0661-\u0662",
                "bytes=9223372036854775808-0"
            })
    void malformed_range_set_is_ignored_completely(String value) {
        assertEquals(new Ignored(IgnoredReason.MALFORMED), parse(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds=0-9", "bytes =0-9", "byte=0-9", "=0-9", " bytes=0-9"})
    void other_units_are_ignored(String value) {
        assertEquals(new Ignored(IgnoredReason.UNIT_NOT_BYTES), parse(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-1", "bytes=-0", "bytes=5-9"})
    void empty_representation_is_sent_in_full(String value) {
        assertEquals(new Ignored(IgnoredReason.EMPTY_REPRESENTATION), ByteRanges.parse(value, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-0,-1                      | 0-0 9999-9999
            bytes= 0-999, 4500-5499, -1000    | 0-999 4500-5499 9000-9999
            bytes=4000-4999,0-9               | 4000-4999 0-9
            bytes=0-9,90-99                   | 0-9 90-99
            bytes=0-9,5000-5009,89-99         | 0-99 5000-5009
            bytes=5000-5009,200-209,0-100     | 5000-5009 200-209 0-100
            bytes=5000-5009,200-209,0-150     | 5000-5009 0-209
            bytes=9000-,0-9,9500-9600         | 9000-9999 0-9
            """)
    void several_ranges_keep_their_order(String value, String expected) {
        assertEquals(
                expected, text(assertInstanceOf(Multiple.class, parse(value)).ranges()));
    }

    private static String text(List<ByteRange> ranges) {
        return String.join(
                " ",
                ranges.stream().map(range -> range.first() + "-" + range.last()).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=500-600,601-999",
                "bytes=500-700,601-999",
                "bytes=601-999,500-600",
                "bytes=500-999,500-999,700-800",
                "bytes=500-599,679-999",
                "bytes=500-599,900-999,600-899"
            })
    void adjacent_or_overlapping_ranges_are_merged(String value) {
        assertEquals(single(500, 999), parse(value));
    }

    @Test
    void sixteen_ranges_are_served_and_seventeen_are_not() {
        String sixteen = "bytes=0-0" + ",0-0".repeat(15);
        assertEquals(single(0, 0), parse(sixteen));
        assertEquals(new Ignored(IgnoredReason.TOO_MANY_RANGES), parse(sixteen + ",0-0"));
        assertEquals(new Ignored(IgnoredReason.TOO_MANY_RANGES), parse("bytes=" + ",".repeat(10_000)));
    }

    @Test
    void only_get_has_ranges() {
        Headers headers = Headers.of("Range", "bytes=0-9");
        assertEquals(single(0, 9), ByteRanges.decide(Method.GET, headers, FILE, LENGTH, NOW));
        for (Method method : List.of(Method.HEAD, Method.POST, Method.PUT, Method.of("FETCH"), Method.of("get"))) {
            assertEquals(
                    new Ignored(IgnoredReason.METHOD_NOT_GET), ByteRanges.decide(method, headers, FILE, LENGTH, NOW));
        }
    }

    @Test
    void if_range_without_range_is_ignored() {
        assertEquals(new Ignored(IgnoredReason.NO_RANGE_FIELD), decide(FILE));
        assertEquals(new Ignored(IgnoredReason.NO_RANGE_FIELD), decide(FILE, "If-Range", "\"v1\""));
    }

    @Test
    void two_range_field_lines_are_malformed() {
        assertEquals(new Ignored(IgnoredReason.MALFORMED), decide(FILE, "Range", "bytes=0-9", "Range", "bytes=20-29"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v1\"", AT, "Monday, 01-Jun-26 11:59:59 GMT", "Mon Jun  1 11:59:59 2026"})
    void current_validator_in_if_range_selects_the_range(String value) {
        assertEquals(single(0, 9), decide(FILE, "Range", "bytes=0-9", "If-Range", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"v0\"",
                "W/\"v1\"",
                "v1",
                "*",
                "",
                "\"v1\", \"v1\"",
                "\"v1",
                "Mon, 01 Jun 2026 11:59:58 GMT",
                "Mon, 01 Jun 2026 12:00:00 GMT",
                "Sun, 01 Jun 2026 11:59:59 GMT"
            })
    void other_or_invalid_if_range_selects_the_full_representation(String value) {
        assertEquals(new Ignored(IgnoredReason.IF_RANGE_FAILED), decide(FILE, "Range", "bytes=0-9", "If-Range", value));
        assertEquals(
                new Ignored(IgnoredReason.IF_RANGE_FAILED), decide(FILE, "Range", "bytes=90000-", "If-Range", value));
    }

    @Test
    void weak_tag_never_matches_if_range() {
        Validators weak = Validators.of(EntityTag.weak("v1"), 0);
        assertEquals(
                new Ignored(IgnoredReason.IF_RANGE_FAILED), decide(weak, "Range", "bytes=0-9", "If-Range", "W/\"v1\""));
        assertEquals(
                new Ignored(IgnoredReason.IF_RANGE_FAILED), decide(weak, "Range", "bytes=0-9", "If-Range", "\"v1\""));
    }

    @Test
    void date_within_the_current_second_is_no_strong_validator() {
        Headers headers = Headers.of("Range", "bytes=0-9", "If-Range", AT);
        Ignored full = new Ignored(IgnoredReason.IF_RANGE_FAILED);
        assertEquals(full, ByteRanges.decide(Method.GET, headers, FILE, LENGTH, NOW.minusMillis(1)));
        assertEquals(single(0, 9), ByteRanges.decide(Method.GET, headers, FILE, LENGTH, NOW));
    }

    @Test
    void if_range_does_not_match_without_validators() {
        assertEquals(
                new Ignored(IgnoredReason.IF_RANGE_FAILED),
                decide(Validators.NONE, "Range", "bytes=0-9", "If-Range", AT));
        assertEquals(
                new Ignored(IgnoredReason.IF_RANGE_FAILED),
                decide(Validators.NONE, "Range", "bytes=0-9", "If-Range", "\"\""));
        assertEquals(single(0, 9), decide(Validators.NONE, "Range", "bytes=0-9"));
    }

    @Test
    void content_range_is_formatted() {
        assertEquals("bytes 0-9/100", new ByteRange(0, 9).contentRange(100));
        assertEquals("bytes */100", ByteRange.unsatisfiedRange(100));
        assertEquals(10, new ByteRange(0, 9).length());
    }

    @Test
    void range_has_at_least_one_byte() {
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(0, Long.MAX_VALUE));
    }

    @Test
    void last_byte_is_selected_for_any_length() {
        long length = Long.MAX_VALUE;
        assertEquals(single(length - 1, length - 1), ByteRanges.parse("bytes=-1", length));
        assertEquals(single(0, length - 1), ByteRanges.parse("bytes=0-", length));
        assertEquals(single(0, length - 1), ByteRanges.parse("bytes=0-99,-" + Long.MAX_VALUE, length));
    }

    /** Each requested byte is sent once, and no others except those in small gaps. */
    @Test
    void parts_cover_the_requested_ranges_and_small_gaps_only() {
        SeededProperties.tryAll(random -> {
            int length = 1 + random.nextInt(1_000);
            List<String> specs = new ArrayList<>();
            BitSet requested = new BitSet();
            for (int left = 1 + random.nextInt(RangeSet.MAX_RANGES); left > 0; left--) {
                specs.add(spec(random, length, requested));
            }
            BitSet sent = new BitSet();
            List<ByteRange> parts = parts(ByteRanges.parse("bytes=" + String.join(",", specs), length));
            for (ByteRange part : parts) {
                assertTrue(part.last() < length);
                assertTrue(sent.get((int) part.first(), (int) part.last() + 1).isEmpty());
                sent.set((int) part.first(), (int) part.last() + 1);
            }
            assertEquals(withSmallGapsFilled(requested), sent, specs::toString);
        });
    }

    private static String spec(SplittableRandom random, int length, BitSet requested) {
        int first = random.nextInt(length * 2);
        int last = first + random.nextInt(60);
        return switch (random.nextInt(10)) {
            case 0 -> {
                requested.set(Math.min(first, length), length);
                yield first + "-";
            }
            case 1 -> {
                requested.set(Math.max(0, length - first), length);
                yield "-" + first;
            }
            default -> {
                requested.set(Math.min(first, length), Math.min(last + 1, length));
                yield first + "-" + last;
            }
        };
    }

    private static BitSet withSmallGapsFilled(BitSet requested) {
        BitSet filled = (BitSet) requested.clone();
        int end = requested.nextSetBit(0) < 0 ? -1 : requested.nextClearBit(requested.nextSetBit(0));
        while (end >= 0) {
            int next = requested.nextSetBit(end);
            if (next >= 0 && next - end < RangeSet.PART_OVERHEAD) {
                filled.set(end, next);
            }
            end = next < 0 ? -1 : requested.nextClearBit(next);
        }
        return filled;
    }

    private static List<ByteRange> parts(ByteRanges ranges) {
        if (ranges instanceof Multiple multiple) {
            assertTrue(multiple.ranges().size() > 1);
            return multiple.ranges();
        }
        return ranges instanceof Single single ? List.of(single.range()) : List.of();
    }

    @Test
    void random_text_does_not_fail_the_parser() {
        SeededProperties.tryAll(random -> {
            long length = SeededProperties.oneOf(random, 0L, 1L, 100L, Long.MAX_VALUE);
            String value = SeededProperties.text(random, "0019-,= \t", 30) + SeededProperties.text(random, "9", 25);
            ByteRanges decision = ByteRanges.parse("bytes=" + value, length);
            parts(decision).forEach(part -> assertTrue(part.first() >= 0 && part.last() < length));
            assertEquals(decision, ByteRanges.parse("Bytes=" + value, length));
        });
    }

    @Test
    void reasons_contain_the_rfc_section() {
        assertEquals("If-Range does not match the current representation", IgnoredReason.IF_RANGE_FAILED.toString());
        assertEquals("13.1.5", IgnoredReason.IF_RANGE_FAILED.section());
        assertEquals("more than 16 ranges", IgnoredReason.TOO_MANY_RANGES.toString());
        assertEquals(
                Optional.empty(),
                Optional.of(IgnoredReason.MALFORMED)
                        .filter(ignoredReason -> ignoredReason.section().isEmpty()));
    }
}
