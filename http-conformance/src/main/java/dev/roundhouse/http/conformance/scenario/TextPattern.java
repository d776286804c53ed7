package dev.roundhouse.http.conformance.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with gaps.
 *
 * @param source as it was written
 * @param pieces what stands around the gaps: one piece means no gap
 */
public record TextPattern(String source, List<String> pieces) {
    public TextPattern {
        pieces = List.copyOf(pieces);
    }

    /** Reads a pattern in which a star is a gap and everything else is {@linkplain Notation notation} for octets. */
    static TextPattern of(String source, Notation notation) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < source.length(); at = Notation.endOfSymbol(source, at)) {
            if (source.charAt(at) == '*') {
                pieces.add(notation.decode(source.substring(from, at)));
                from = at + 1;
            }
        }
        pieces.add(notation.decode(source.substring(from)));
        return new TextPattern(source, pieces);
    }

    /** Whether the text begins, goes on and ends so. */
    public boolean matches(String text) {
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        if (!text.startsWith(first)) {
            return false;
        }
        int at = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return text.length() - last.length() >= at && text.endsWith(last);
    }

    @Override
    public String toString() {
        return source;
    }
}
