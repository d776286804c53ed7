package dev.roundhouse.http.h2.stream;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The priority of a response. RFC 9218 §4
 *
 * @param urgency from 0, the most urgent, to 7
 * @param incremental whether parts of the response are of use, so that it shares the connection with others of its urgency
 */
public record Priority(int urgency, boolean incremental) {
    /** The number of urgencies. */
    public static final int URGENCIES = 8;

    private static final int DEFAULT_URGENCY = 3;

    private static final List<Priority> ALL = IntStream.range(0, 2 * URGENCIES)
            .mapToObj(i -> new Priority(i / 2, i % 2 == 1))
            .toList();

    /** That of a request without priority. */
    public static final Priority DEFAULT = of(DEFAULT_URGENCY, false);

    private static Priority of(int urgency, boolean incremental) {
        return ALL.get(2 * urgency + (incremental ? 1 : 0));
    }

    /**
     * Parses a Priority field. What is unknown or out of range is ignored, and so is a value that is no dictionary: a priority is a
     * hint. RFC 9218 §4, §5
     */
    public static Priority parse(String value) {
        Priority priority = DEFAULT;
        int begin = 0;
        while (begin < value.length()) {
            int comma = value.indexOf(',', begin);
            int end = comma < 0 ? value.length() : comma;
            priority = priority.with(value, begin, end);
            begin = end + 1;
        }
        return priority;
    }

    /** Applies a member of the dictionary. A client may send thousands of them, so nothing is copied, and only the member is read. */
    private Priority with(String value, int begin, int end) {
        int from = begin;
        int to = begin;
        while (to < end && value.charAt(to) != ';') {
            to++;
        }
        while (from < to && Character.isWhitespace(value.charAt(from))) {
            from++;
        }
        while (from < to && Character.isWhitespace(value.charAt(to - 1))) {
            to--;
        }
        if (isAt("i", value, from, to) || isAt("i=?1", value, from, to)) {
            return of(urgency, true);
        }
        if (isAt("i=?0", value, from, to)) {
            return of(urgency, false);
        }
        int number = to - from == 3 && value.startsWith("u=", from) ? value.charAt(from + 2) - '0' : -1;
        return number >= 0 && number < URGENCIES ? of(number, incremental) : this;
    }

    private static boolean isAt(String member, String value, int from, int to) {
        return to - from == member.length() && value.startsWith(member, from);
    }
}
