package dev.roundhouse.http.handlers.syntax;

/** Creates exceptions for invalid option values, with one sentence that contains the value with control characters escaped. */
public final class OptionErrors {
    private OptionErrors() {}

    /** The sentence, a colon, and the refused text in quotes, its control characters replaced. */
    public static IllegalArgumentException invalid(String message, String refused) {
        return new IllegalArgumentException(message + ": " + quoted(refused));
    }

    /** Whether the text may be a field value of ours: visible ASCII and spaces, none at its ends. Stricter than RFC 9110 §5.5. */
    public static boolean isFieldValue(String text) {
        return !text.isEmpty()
                && text.strip().equals(text)
                && text.chars().allMatch(character -> character >= ' ' && character < 0x7F);
    }

    private static String quoted(String refused) {
        return '"' + refused.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?") + '"';
    }
}
