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
        int urgency = DEFAULT_URGENCY;
        boolean incremental = false;
        for (String member : value.split(",", -1)) {
            String parameterless = member.split(";", 2)[0].strip();
            if (parameterless.equals("i") || parameterless.equals("i=?1")) {
                incremental = true;
            } else if (parameterless.equals("i=?0")) {
                incremental = false;
            } else if (parameterless.length() == 3 && parameterless.startsWith("u=")) {
                int number = parameterless.charAt(2) - '0';
                urgency = number >= 0 && number < URGENCIES ? number : urgency;
            }
        }
        return of(urgency, incremental);
    }
}
