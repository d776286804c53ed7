package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code range-set} of bytes (RFC 9110 §14.1.1) against the length of a representation. */
final class RangeSet {
    /**
     * More ranges than these in one request, empty ones counted as well, are answered with the whole: nobody needs them
     * but who wants to make a server work (RFC 9110 §14.2 and §17.15). Readers of media and of archives ask for one to
     * three, and download programs for no more than ten.
     */
    static final int MAX_RANGES = 16;

    /** A part costs about this many octets of its own, so that a smaller gap is cheaper to send. RFC 9110 §15.3.7.2 */
    static final long PART_OVERHEAD = 80;

    /** Stands for a position that was left out. */
    private static final long ABSENT = -1;

    private final long length;
    private final List<ByteRange> ranges = new ArrayList<>(2);

    RangeSet(long length) {
        this.length = length;
    }

    /** What can be sent, in the order asked for; ranges that touch, overlap or nearly touch have become one. */
    List<ByteRange> satisfiable() {
        return ranges;
    }

    /**
     * Takes in a list of ranges. White space is skipped behind the equals sign too: no rule allows it there, but an example
     * of RFC 9110 §14.1.2 has it.
     *
     * @return why the whole is to be sent, or nothing
     */
    Optional<ByteRanges.IgnoredReason> parse(String value, int from) {
        int count = 0;
        boolean any = false;
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
            any |= !spec.isEmpty();
            at = to + 1;
        }
        return any ? Optional.empty() : Optional.of(ByteRanges.IgnoredReason.MALFORMED);
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
        // RFC 9110 §14.1.1: a range that ends before it begins is invalid, and so is the whole set.
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

    /** Takes a range in, at the place of the earliest that it grows together with. */
    private void add(ByteRange added) {
        ByteRange grown = added;
        int place = ranges.size();
        for (int at = indexOfNear(grown); at >= 0; at = indexOfNear(grown)) {
            grown = grown.covering(ranges.remove(at));
            place = Math.min(place, at);
        }
        ranges.add(place, grown);
    }

    private int indexOfNear(ByteRange range) {
        for (int at = 0; at < ranges.size(); at++) {
            if (ranges.get(at).isNear(PART_OVERHEAD, range)) {
                return at;
            }
        }
        return -1;
    }

    /** A number of any size: what no {@code long} can hold lies behind every end, and so does the largest one. */
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
