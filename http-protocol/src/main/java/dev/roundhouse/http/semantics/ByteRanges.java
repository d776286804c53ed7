package dev.roundhouse.http.semantics;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which octets of a representation are to be sent: what Range and If-Range come to (RFC 9110 §14.2). */
public sealed interface ByteRanges {
    /**
     * All of it, with status 200.
     *
     * @param reason why no range counts
     */
    record Ignored(IgnoredReason reason) implements ByteRanges {
        private static final Ignored NO_RANGE_FIELD = new Ignored(IgnoredReason.NO_RANGE_FIELD);
    }

    /**
     * One part, with status 206 and Content-Range. RFC 9110 §15.3.7.1
     *
     * @param range within the representation
     */
    record Single(ByteRange range) implements ByteRanges {}

    /**
     * Several parts, with status 206 and as multipart/byteranges. RFC 9110 §15.3.7.2
     *
     * @param ranges at least two, in the order they were asked for, far enough apart to be worth a part each
     */
    record Multiple(List<ByteRange> ranges) implements ByteRanges {
        /** Copies the ranges. */
        public Multiple {
            ranges = List.copyOf(ranges);
        }
    }

    /** None, with status 416: every range begins behind the end. RFC 9110 §15.5.17 */
    record NoneSatisfiable() implements ByteRanges {}

    /** Why a request gets the whole, in words for people. */
    enum IgnoredReason {
        NO_RANGE_FIELD("no Range field", "14.2"),
        METHOD_NOT_GET("ranges are defined for GET only", "14.2"),
        IF_RANGE_FAILED("If-Range does not match the current representation", "13.1.5"),
        EMPTY_REPRESENTATION("the representation is empty", "14.2"),
        UNIT_NOT_BYTES("the range unit is not bytes", "14.2"),
        MALFORMED("the ranges are malformed", "14.1.1"),
        TOO_MANY_RANGES("more than " + RangeSet.MAX_RANGES + " ranges", "17.15");

        private final String text;
        private final String section;

        IgnoredReason(String text, String section) {
            this.text = text;
            this.section = section;
        }

        /** The section of RFC 9110 that says or allows so. */
        public String section() {
            return section;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Decides, at no cost for a request without Range. To be asked after {@link Preconditions}, and only when the answer
     * without Range would be 200.
     *
     * @param current the validators of the representation that would be sent
     * @param length its number of octets
     * @param now tells whether a date is strong
     */
    static ByteRanges decide(Method method, Headers headers, Validators current, long length, Instant now) {
        if (!headers.contains(FieldName.RANGE)) {
            return Ignored.NO_RANGE_FIELD;
        }
        if (!method.equals(Method.GET)) {
            return new Ignored(IgnoredReason.METHOD_NOT_GET);
        }
        if (!IfRange.isSatisfied(headers, current, now)) {
            return new Ignored(IgnoredReason.IF_RANGE_FAILED);
        }
        // Joined lines do not parse: Range is no list, RFC 9110 §5.3.
        return parse(headers.combined(FieldName.RANGE).orElseThrow(), length);
    }

    /**
     * Applies the value of a Range field to a representation of that many octets.
     *
     * <p>An empty one is sent whole, which RFC 9110 §14.2 allows: a suffix of it is satisfiable (§14.1.2), but no
     * Content-Range can say so, and a client that asks for the rest of an empty file is better served by 200 than by 416.
     */
    static ByteRanges parse(String value, long length) {
        int equals = value.indexOf('=');
        if (equals < 0) {
            return new Ignored(IgnoredReason.MALFORMED);
        }
        if (!value.substring(0, equals).equalsIgnoreCase("bytes")) {
            return new Ignored(IgnoredReason.UNIT_NOT_BYTES);
        }
        RangeSet set = new RangeSet(length);
        Optional<IgnoredReason> refused = set.parse(value, equals + 1);
        if (refused.isPresent()) {
            return new Ignored(refused.get());
        }
        return length == 0 ? new Ignored(IgnoredReason.EMPTY_REPRESENTATION) : of(set.satisfiable());
    }

    private static ByteRanges of(List<ByteRange> ranges) {
        return switch (ranges.size()) {
            case 0 -> new NoneSatisfiable();
            case 1 -> new Single(ranges.get(0));
            default -> new Multiple(ranges);
        };
    }
}
