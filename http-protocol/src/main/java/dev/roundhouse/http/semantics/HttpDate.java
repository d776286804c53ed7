package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The dates of HTTP (RFC 9110 §5.6.7): one format is written, three are read. Full seconds, always UTC.
 */
public final class HttpDate {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> LONG_DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    /** RFC 9110 §5.6.7: a time with a two-digit year that is further in the future is in the past. */
    private static final int YEARS_AHEAD = 50;

    private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
    private static final long LAST_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400 - 1;

    private HttpDate() {}

    /**
     * Returns the date as an IMF-fixdate, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}.
     *
     * @param epochSecond seconds since 1970
     * @throws IllegalArgumentException outside the years 0 to 9999, which do not fit four digits
     */
    public static String format(long epochSecond) {
        if (epochSecond < FIRST_SECOND || epochSecond > LAST_SECOND) {
            throw new IllegalArgumentException("not within the years 0 to 9999: " + epochSecond);
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        text.append(DAYS.get(time.getDayOfWeek().getValue() - 1)).append(", ");
        digits(text, time.getDayOfMonth(), 2).append(' ');
        text.append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
        digits(text, time.getYear(), 4).append(' ');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        return digits(text, time.getSecond(), 2).append(" GMT").toString();
    }

    private static StringBuilder digits(StringBuilder text, int value, int width) {
        String digits = Integer.toString(value);
        return text.append("0".repeat(width - digits.length())).append(digits);
    }

    /**
     * Parses a date in any of the three formats, all of which a recipient must accept.
     *
     * @param now decides the century of the RFC 850 format, which has two digits of the year
     * @return seconds since 1970; empty for an invalid date: the header is then ignored (RFC 9110 §13.1.3)
     */
    static Optional<Long> parse(String text, Instant now) {
        try {
            if (text.length() == 29 && text.charAt(3) == ',') {
                return Optional.of(fixdate(text));
            }
            if (text.length() == 24 && text.charAt(3) == ' ') {
                return Optional.of(asctime(text));
            }
            return Optional.of(rfc850(text, now));
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT} */
    private static long fixdate(String text) {
        require(text.startsWith(", ", 3) && text.startsWith(" GMT", 25) && text.charAt(7) == ' ');
        require(text.charAt(11) == ' ' && text.charAt(16) == ' ');
        LocalDate date = LocalDate.of(number(text, 12, 16), month(text, 8), number(text, 5, 7));
        return onDay(DAYS.indexOf(text.substring(0, 3)), date) + time(text, 17);
    }

    /** {@code Sun Nov  6 08:49:37 1994} */
    private static long asctime(String text) {
        require(text.charAt(7) == ' ' && text.charAt(10) == ' ' && text.charAt(19) == ' ');
        int day = text.charAt(8) == ' ' ? number(text, 9, 10) : number(text, 8, 10);
        LocalDate date = LocalDate.of(number(text, 20, 24), month(text, 4), day);
        return onDay(DAYS.indexOf(text.substring(0, 3)), date) + time(text, 11);
    }

    /** {@code Sunday, 06-Nov-94 08:49:37 GMT} */
    private static long rfc850(String text, Instant now) {
        int comma = text.indexOf(',');
        require(text.length() == comma + 24 && text.startsWith(", ", comma) && text.endsWith(" GMT"));
        int at = comma + 2;
        require(text.charAt(at + 2) == '-' && text.charAt(at + 6) == '-' && text.charAt(at + 9) == ' ');
        // The century is not part of this format, so the day of the week is not compared with the date.
        require(LONG_DAYS.contains(text.substring(0, comma)));
        int time = time(text, at + 10);
        OffsetDateTime today = now.atOffset(ZoneOffset.UTC);
        int year = today.getYear() - today.getYear() % 100 + number(text, at + 7, at + 9);
        long guess = day(year, text, at) * 86_400 + time;
        long furthest = today.plusYears(YEARS_AHEAD).toEpochSecond();
        return guess <= furthest ? guess : day(year - 100, text, at) * 86_400 + time;
    }

    private static long day(int year, String text, int at) {
        return LocalDate.of(year, month(text, at + 3), number(text, at, at + 2)).toEpochDay();
    }

    /** The day's name is part of the grammar: a wrong one makes the date invalid. */
    private static long onDay(int dayIndex, LocalDate date) {
        require(dayIndex >= 0 && date.getDayOfWeek() == DayOfWeek.of(dayIndex + 1));
        return date.toEpochDay() * 86_400;
    }

    private static int time(String text, int at) {
        require(text.charAt(at + 2) == ':' && text.charAt(at + 5) == ':');
        int hour = number(text, at, at + 2);
        int minute = number(text, at + 3, at + 5);
        int second = number(text, at + 6, at + 8);
        // 60 is allowed for a leap second, and is the same time as the next second.
        require(hour < 24 && minute < 60 && second <= 60);
        return hour * 3600 + minute * 60 + second;
    }

    private static int month(String text, int at) {
        return MONTHS.indexOf(text.substring(at, at + 3)) + 1;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = HttpGrammar.digit(text.charAt(at));
            require(digit >= 0);
            value = value * 10 + digit;
        }
        return value;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new DateTimeException("not a date of RFC 9110 §5.6.7");
        }
    }
}
