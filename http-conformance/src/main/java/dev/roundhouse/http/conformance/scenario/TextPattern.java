package dev.roundhouse.http.conformance.scenario;

import java.util.ArrayList;
import java.util.List;

/** A text with wildcards.
 *
 * @param source as it was written
 * @param segments the text between the wildcards: one segment means no wildcard
 */
public record TextPattern(String source, List<String> segments) {
    public TextPattern {
        segments = List.copyOf(segments);
    }

    /**
     * Parses a pattern in which a star is a wildcard and everything else is {@linkplain Notation notation} for bytes.
     */
    static TextPattern of(String source, Notation notation) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < source.length(); at = Notation.endOfSymbol(source, at)) {
            if (source.charAt(at) == '*') {
                segments.add(notation.decode(source.substring(from, at)));
                from = at + 1;
            }
        }
        segments.add(notation.decode(source.substring(from)));
        return new TextPattern(source, segments);
    }

    /** Whether the complete text matches. */
    boolean matches(String text) {
        String first = segments.get(0);
        String last = segments.get(segments.size() - 1);
        if (segments.size() == 1) {
            return text.equals(first);
        }
        if (!text.startsWith(first)) {
            return false;
        }
        int at = first.length();
        for (String segment : segments.subList(1, segments.size() - 1)) {
            int found = text.indexOf(segment, at);
            if (found < 0) {
                return false;
            }
            at = found + segment.length();
        }
        return text.length() - last.length() >= at && text.endsWith(last);
    }

    @Override
    public String toString() {
        return source;
    }
}
