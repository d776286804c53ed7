package dev.roundhouse.http.handlers.syntax;

/**
 * Errors for invalid option values: the message shows the value without control characters, which could change a terminal or a
 * log.
 */
public final class OptionErrors {
    private OptionErrors() {}

    /** The message, a colon, and the value in quotes, with control characters replaced. */
    public static IllegalArgumentException invalid(String message, String value) {
        return new IllegalArgumentException(message + ": " + quoted(value));
    }

    /** Whether the text is allowed as a header value: printable ASCII without spaces at its ends. Stricter than RFC 9110 §5.5. */
    public static boolean isFieldValue(String text) {
        return !text.isEmpty()
                && text.strip().equals(text)
                && text.chars().allMatch(character -> character >= ' ' && character < 0x7F);
    }

    private static String quoted(String value) {
        return '"' + value.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?") + '"';
    }
}
