package dev.roundhouse.http.semantics;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which bytes of a representation are sent: the decision about Range and If-Range (RFC 9110 §14.2). */
public sealed interface ByteRanges {
    /**
     * All of it, with status 200.
     *
     * @param reason the reason why no range is used
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
     * @param ranges at least two, in the requested order, far enough apart for a part each
     */
    record Multiple(List<ByteRange> ranges) implements ByteRanges {
        /** Copies the ranges. */
        public Multiple {
            ranges = List.copyOf(ranges);
        }
    }

    /** None, with status 416: every range begins after the end. RFC 9110 §15.5.17 */
    record NoneSatisfiable() implements ByteRanges {}

    /** Why a Range header is ignored, as a text for people. */
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

        /** The section of RFC 9110 that requires or allows it. */
        public String section() {
            return section;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Decides, at no cost for a request without Range. Called after {@link Preconditions}, and only when the status without
     * Range would be 200.
     *
     * @param current the validators of the representation that would be sent
     * @param length its number of bytes
     * @param now decides whether a date is strong
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
        // Several Range headers, joined, are malformed: Range is not a list, RFC 9110 §5.3.
        return parse(headers.combined(FieldName.RANGE).orElseThrow(), length);
    }

    /**
     * Applies the value of a Range header to a representation of that length.
     *
     * <p>An empty one is sent with status 200, which RFC 9110 §14.2 allows: a suffix of it is satisfiable (§14.1.2), but has no
     * Content-Range, and 200 is of more use than 416 to a client that requests the rest of an empty file.
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
        Optional<IgnoredReason> reason = set.parse(value, equals + 1);
        if (reason.isPresent()) {
            return new Ignored(reason.get());
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
