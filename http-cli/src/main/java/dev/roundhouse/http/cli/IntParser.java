package dev.roundhouse.http.cli;

/** Numbers of things. */
public final class IntParser {
    private static final int LAST_PORT = 65535;

    private IntParser() {}

    private static int parse(String text, int min, int max, String fallback) {
        try {
            int count = Integer.parseInt(text);
            if (count >= min && count <= max) {
                return count;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new IllegalArgumentException("'" + text + "' is not a number from " + min + " to " + max + fallback);
    }

    /** From 1 on. */
    public static Integer positive(String text) {
        return parse(text, 1, Integer.MAX_VALUE, "");
    }

    /** From 1 on, or {@code off}: then it is the largest number there is. */
    public static Integer positiveOrOff(String text) {
        return text.equals("off") ? Integer.MAX_VALUE : parse(text, 1, Integer.MAX_VALUE, ", or 'off'");
    }

    /** A TCP port, or 0. */
    public static Integer port(String text) {
        return parse(text, 0, LAST_PORT, "");
    }
}
