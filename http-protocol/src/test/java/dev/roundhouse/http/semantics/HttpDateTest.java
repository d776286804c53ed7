package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final DateTimeFormatter FIXDATE = formatter("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter RFC850 = formatter("EEEE, dd-MMM-uu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = formatter("EEE MMM ppd HH:mm:ss uuuu");

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    private static Optional<Instant> parse(String text) {
        return HttpDate.parse(text, NOW).map(Instant::ofEpochSecond);
    }

    @Test
    void preferred_format_is_written() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(784_111_777));
        assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", HttpDate.format(0));
        assertEquals("Wed, 31 Dec 1969 23:59:59 GMT", HttpDate.format(-1));
        assertEquals("Fri, 31 Dec 9999 23:59:59 GMT", HttpDate.format(LAST));
        assertEquals("Sat, 01 Jan 0000 00:00:00 GMT", HttpDate.format(-62_167_219_200L));
    }

    @ParameterizedTest
    @ValueSource(longs = {-62_167_219_201L, 253_402_300_800L, Long.MIN_VALUE, Long.MAX_VALUE})
    void year_outside_four_digits_is_rejected(long epochSecond) {
        assertThrows(IllegalArgumentException.class, () -> HttpDate.format(epochSecond));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Sun Nov 06 08:49:37 1994"
            })
    void all_three_formats_are_parsed(String text) {
        assertEquals(Optional.of(784_111_777L), HttpDate.parse(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "now",
                "1994-11-06T08:49:37Z",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "sun, 06 Nov 1994 08:49:37 GMT",
                "SUN, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 gmt",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 GMT ",
                " Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun,  6 Nov 1994 08:49:37 GMT",
                "Sun,06 Nov 1994  08:49:37 GMT",
                "Sun, 06 Nov 94 08:49:37 GMT",
                "Sun, 06-Nov-1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sun, 06 Nov 1994 8:49:037 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Thu, 31 Nov 1994 08:49:37 GMT",
                "Wed, 29 Feb 1995 08:49:37 GMT",
                "Sun, 06 Foo 1994 08:49:37 GMT",
                "Sun, 06 Nov -994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08-49-37 GMT",
                "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Mon Nov  6 08:49:37 1994",
                "Sun Nov  6 08:49:37 94",
                "Sun Nov  6 08:49:37 1994 GMT",
                "Sun, 06-Nov-94 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37",
                "Sunday, 6-Nov-94 08:49:37 GMT",
                "Sunday, 06-Nov-094 08:49:37 GMT",
                "Someday, 06-Nov-94 08:49:37 GMT",
                "sunday, 06-Nov-94 08:49:37 GMT",
                "Sunday, 30-Feb-94 08:49:37 GMT",
                "Sunday, 06 Nov 94 08:49:37 GMT"
            })
    void other_formats_are_rejected(String text) {
        assertEquals(Optional.empty(), HttpDate.parse(text, NOW));
    }

    @Test
    void leap_day_is_valid_in_leap_years_only() {
        assertEquals(Optional.of(Instant.parse("2000-02-29T00:00:00Z")), parse("Tue, 29 Feb 2000 00:00:00 GMT"));
        assertEquals(Optional.empty(), parse("Thu, 29 Feb 1900 00:00:00 GMT"));
        assertEquals(Optional.of(Instant.parse("2000-02-29T00:00:00Z")), parse("Tuesday, 29-Feb-00 00:00:00 GMT"));
    }

    @Test
    void leap_second_is_parsed_as_the_following_second() {
        Optional<Instant> midnight = Optional.of(Instant.parse("2017-01-01T00:00:00Z"));
        assertEquals(midnight, parse("Sat, 31 Dec 2016 23:59:60 GMT"));
        assertEquals(midnight, parse("Saturday, 31-Dec-16 23:59:60 GMT"));
        assertEquals(midnight, parse("Sat Dec 31 23:59:60 2016"));
    }

    /** RFC 9110 §5.6.7: it is the moment that must not be more than 50 years ahead, not its year. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Monday, 15-Jun-26 12:00:00 GMT    | 2026-06-15T12:00:00Z
            Monday, 15-Jun-75 12:00:00 GMT    | 2075-06-15T12:00:00Z
            Monday, 15-Jun-76 11:59:59 GMT    | 2076-06-15T11:59:59Z
            Monday, 15-Jun-76 12:00:00 GMT    | 2076-06-15T12:00:00Z
            Monday, 15-Jun-76 12:00:01 GMT    | 1976-06-15T12:00:01Z
            Tuesday, 31-Dec-76 23:59:59 GMT   | 1976-12-31T23:59:59Z
            Tuesday, 01-Jan-77 00:00:00 GMT   | 1977-01-01T00:00:00Z
            Friday, 31-Dec-99 23:59:59 GMT    | 1999-12-31T23:59:59Z
            Saturday, 01-Jan-00 00:00:00 GMT  | 2000-01-01T00:00:00Z
            """)
    void two_digit_year_is_at_most_fifty_years_ahead(String text, Instant moment) {
        assertEquals(Optional.of(moment), parse(text));
    }

    @Test
    void century_of_a_two_digit_year_depends_on_the_clock() {
        String text = "Sunday, 06-Nov-94 08:49:37 GMT";
        Optional<Long> nextCentury = HttpDate.parse(text, Instant.parse("2094-11-06T00:00:00Z"));
        assertEquals(Optional.of(Instant.parse("2094-11-06T08:49:37Z").getEpochSecond()), nextCentury);
    }

    @Test
    void formatted_date_is_parsed_to_the_same_second() {
        SeededProperties.tryAll(random -> {
            long second = random.nextLong(FIRST, LAST + 1);
            String text = HttpDate.format(second);
            assertEquals(FIXDATE.format(utc(second)), text);
            assertEquals(29, text.length());
            assertEquals(Optional.of(second), HttpDate.parse(text, NOW));
            assertEquals(Optional.of(second), HttpDate.parse(ASCTIME.format(utc(second)), NOW));
        });
    }

    @Test
    void two_digit_year_within_fifty_years_is_parsed_to_the_same_second() {
        long from = Instant.parse("1977-01-01T00:00:00Z").getEpochSecond();
        long to = NOW.atOffset(ZoneOffset.UTC).plusYears(50).toEpochSecond();
        SeededProperties.tryAll(random -> {
            long second = random.nextLong(from, to + 1);
            assertEquals(Optional.of(second), HttpDate.parse(RFC850.format(utc(second)), NOW));
        });
    }

    @Test
    void date_with_one_changed_character_is_rejected_or_canonical() {
        SeededProperties.tryAll(random -> {
            StringBuilder text = new StringBuilder(HttpDate.format(random.nextLong(FIRST, LAST + 1)));
            text.setCharAt(random.nextInt(text.length()), randomCharacter(random));
            HttpDate.parse(text.toString(), NOW)
                    .filter(second -> text.charAt(23) != '6')
                    .ifPresent(second -> assertEquals(text.toString(), HttpDate.format(second)));
        });
    }

    private static char randomCharacter(SplittableRandom random) {
        return (char) random.nextInt(0x100);
    }

    private static LocalDateTime utc(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }
}
