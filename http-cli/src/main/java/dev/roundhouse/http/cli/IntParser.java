package dev.roundhouse.http.cli;

import java.util.OptionalInt;

/** Parses integers. */
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
            // Reported below.
        }
        throw new IllegalArgumentException("'" + text + "' is not a number from " + min + " to " + max + fallback);
    }

    /** At least 1. */
    public static Integer positive(String text) {
        return parse(text, 1, Integer.MAX_VALUE, "");
    }

    /** At least 1, or {@code off} for {@code Integer.MAX_VALUE}. */
    public static Integer positiveOrOff(String text) {
        return text.equals("off") ? Integer.MAX_VALUE : parse(text, 1, Integer.MAX_VALUE, ", or 'off'");
    }

    /** At least 1, {@code off} for {@code Integer.MAX_VALUE}, or {@code auto}, which has no value. */
    public static OptionalInt positiveOffOrAuto(String text) {
        return switch (text) {
            case "auto" -> OptionalInt.empty();
            case "off" -> OptionalInt.of(Integer.MAX_VALUE);
            default -> OptionalInt.of(parse(text, 1, Integer.MAX_VALUE, ", 'auto' or 'off'"));
        };
    }

    /** A TCP port, or 0. */
    public static Integer port(String text) {
        return parse(text, 0, LAST_PORT, "");
    }
}
