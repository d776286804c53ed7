package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Quoted strings within field values (RFC 9110 §5.6.4), in which separators are ordinary characters. */
final class QuotedString {
    private QuotedString() {}

    /** Splits at the separators outside quotes, and removes white space around the parts; there is at least one. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == '\\' && quoted) {
                at++;
            } else if (character == separator && !quoted) {
                parts.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** Returns a text as it is if it is a token, otherwise as a quoted string. */
    static String tokenOrQuoted(String text) {
        return HttpGrammar.isToken(text)
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Returns a token, or the value of a quoted string; empty when it is neither. RFC 9110 §5.6.6 */
    static Optional<String> value(String text) {
        if (!text.startsWith("\"")) {
            return HttpGrammar.isToken(text) ? Optional.of(text) : Optional.empty();
        }
        StringBuilder value = new StringBuilder(text.length());
        int at = 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                value.append(text.charAt(at++));
            }
        }
        return at == text.length() - 1 ? Optional.of(value.toString()) : Optional.empty();
    }
}
