package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses a {@code range-set} of bytes (RFC 9110 §14.1.1) and applies it to the length of a representation. */
final class RangeSet {
    /**
     * The maximum number of ranges of a request, empty ones included. The response to more is the full representation: they
     * may be an attack (RFC 9110 §14.2 and §17.15). Media players and archive tools request one to three ranges, download
     * managers no more than ten.
     */
    static final int MAX_RANGES = 16;

    /** The approximate number of bytes that a part adds: a smaller gap is cheaper to send. RFC 9110 §15.3.7.2 */
    static final long PART_OVERHEAD = 80;

    /** The value of an omitted position. */
    private static final long ABSENT = -1;

    private final long length;
    private final List<ByteRange> ranges = new ArrayList<>(2);

    RangeSet(long length) {
        this.length = length;
    }

    /** The satisfiable ranges in the requested order; those that touch, overlap or nearly touch are merged. */
    List<ByteRange> satisfiable() {
        return ranges;
    }

    /**
     * Parses a list of ranges. White space is also skipped after the equals sign: no rule allows it there, but an example of
     * RFC 9110 §14.1.2 has it.
     *
     * @return the reason why the ranges are ignored, or empty
     */
    Optional<ByteRanges.IgnoredReason> parse(String value, int from) {
        int count = 0;
        boolean hasSpec = false;
        int at = from;
        while (at <= value.length()) {
            int comma = value.indexOf(',', at);
            int to = comma < 0 ? value.length() : comma;
            String spec = value.substring(at, to).strip();
            if (++count > MAX_RANGES) {
                return Optional.of(ByteRanges.IgnoredReason.TOO_MANY_RANGES);
            }
            if (!spec.isEmpty() && !parseSpec(spec)) {
                return Optional.of(ByteRanges.IgnoredReason.MALFORMED);
            }
            hasSpec |= !spec.isEmpty();
            at = to + 1;
        }
        return hasSpec ? Optional.empty() : Optional.of(ByteRanges.IgnoredReason.MALFORMED);
    }

    /** {@code first-last}, {@code first-} or {@code -suffix}. */
    private boolean parseSpec(String spec) {
        int dash = spec.indexOf('-');
        if (dash < 0
                || !HttpGrammar.areDigits(spec, 0, dash)
                || !HttpGrammar.areDigits(spec, dash + 1, spec.length())) {
            return false;
        }
        long first = position(spec, 0, dash);
        long last = position(spec, dash + 1, spec.length());
        if (first == ABSENT) {
            addSuffix(last);
            return last != ABSENT;
        }
        addInterval(first, last == ABSENT ? Long.MAX_VALUE : last);
        // RFC 9110 §14.1.1: a range that ends before it begins is invalid, and so is the complete set.
        return last == ABSENT || first <= last;
    }

    private void addInterval(long first, long last) {
        if (first < length && first <= last) {
            add(new ByteRange(first, Math.min(last, length - 1)));
        }
    }

    private void addSuffix(long bytes) {
        if (bytes > 0 && length > 0) {
            add(new ByteRange(Math.max(0, length - bytes), length - 1));
        }
    }

    /** Adds a range, at the index of the first one with which it is merged. */
    private void add(ByteRange added) {
        ByteRange merged = added;
        int index = ranges.size();
        for (int at = indexOfNear(merged); at >= 0; at = indexOfNear(merged)) {
            merged = merged.covering(ranges.remove(at));
            index = Math.min(index, at);
        }
        ranges.add(index, merged);
    }

    private int indexOfNear(ByteRange range) {
        for (int at = 0; at < ranges.size(); at++) {
            if (ranges.get(at).isNear(PART_OVERHEAD, range)) {
                return at;
            }
        }
        return -1;
    }

    /** A number of any size: what does not fit a {@code long} is after every end, and so is the largest one. */
    private static long position(String text, int from, int to) {
        if (from == to) {
            return ABSENT;
        }
        long position = 0;
        for (int at = from; at < to; at++) {
            int digit = HttpGrammar.digit(text.charAt(at));
            if (position > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            position = position * 10 + digit;
        }
        return position;
    }
}
