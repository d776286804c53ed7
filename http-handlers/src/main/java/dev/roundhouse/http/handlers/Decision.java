package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.handlers.content.RangedForm;
import dev.roundhouse.http.handlers.content.Representation;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.semantics.ByteRange;
import dev.roundhouse.http.semantics.ByteRanges;
import dev.roundhouse.http.semantics.ByteRanges.IgnoredReason;
import dev.roundhouse.http.semantics.Preconditions;
import dev.roundhouse.http.semantics.Preconditions.ConditionReason;
import dev.roundhouse.http.semantics.Preconditions.ConditionResult;
import dev.roundhouse.http.semantics.Preconditions.EvaluatedCondition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a request gets of the selected representation, and why. {@link ResponseRenderer} makes a response of it, and
 * {@link ExplanationBuilder} prints it. The decision follows the order of RFC 9110 §13.2.2: first the preconditions, then Range.
 */
sealed interface Decision {
    /** The conditions of the request, evaluated in order up to the one that decided; empty if it has none. */
    List<EvaluatedCondition> conditions();

    /** Why, as a phrase with the section of RFC 9110. */
    String reason();

    /**
     * 200 with all bytes.
     *
     * @param reason why no range applies
     */
    record Full(List<EvaluatedCondition> conditions, String reason) implements Decision {
        private static final Full WITHOUT_RANGE = new Full(List.of(), text(IgnoredReason.NO_RANGE_FIELD));
        private static final String PART_NOT_DECODABLE =
                "without the entity tag of this form in If-Range a client could not decode a part of it"
                        + " (RFC 9110 §14.2 allows it)";
        private static final String CODED_RANGES =
                "multiple ranges of a content-coded representation are not supported (allowed by RFC 9110 §14.2)";

        private static Full ignoring(List<EvaluatedCondition> conditions, IgnoredReason reason) {
            return conditions.isEmpty() && reason == IgnoredReason.NO_RANGE_FIELD
                    ? WITHOUT_RANGE
                    : new Full(conditions, text(reason));
        }

        private static String text(IgnoredReason reason) {
            return reason + " (RFC 9110 §" + reason.section() + ")";
        }
    }

    /** 206 with one range. */
    record Range(List<EvaluatedCondition> conditions, ByteRange range) implements Decision {
        @Override
        public String reason() {
            return "one range is satisfiable (RFC 9110 §15.3.7.1)";
        }
    }

    /** 206 with several ranges as multipart/byteranges. */
    record Ranges(List<EvaluatedCondition> conditions, List<ByteRange> ranges) implements Decision {
        @Override
        public String reason() {
            return "several ranges are satisfiable (RFC 9110 §15.3.7.2)";
        }
    }

    /** 304: the client has a current copy. */
    record NotModified(List<EvaluatedCondition> conditions) implements Decision {
        private static final NotModified CURRENT_TAG = new NotModified(List.of(new EvaluatedCondition(
                FieldName.IF_NONE_MATCH, "13.1.2", ConditionResult.FALSE, ConditionReason.TAG_MATCHES)));

        @Override
        public String reason() {
            return "the client's copy is current (RFC 9110 §15.4.5)";
        }
    }

    /** 412: a condition of the request is false. */
    record PreconditionFailed(List<EvaluatedCondition> conditions) implements Decision {
        @Override
        public String reason() {
            return "a condition is false (RFC 9110 §15.5.13)";
        }
    }

    /** 416: every range starts after the last byte. */
    record Unsatisfiable(List<EvaluatedCondition> conditions) implements Decision {
        @Override
        public String reason() {
            return "every range starts after the last byte (RFC 9110 §15.5.17)";
        }
    }

    /** A request without any of these gets all bytes. */
    Headers.FieldNameSet CONDITIONAL_FIELDS = Headers.FieldNameSet.of(
            FieldName.IF_MATCH,
            FieldName.IF_UNMODIFIED_SINCE,
            FieldName.IF_NONE_MATCH,
            FieldName.IF_MODIFIED_SINCE,
            FieldName.RANGE);

    /** These are evaluated before If-None-Match. RFC 9110 §13.2.2 */
    Headers.FieldNameSet WRITE_PRECONDITIONS =
            Headers.FieldNameSet.of(FieldName.IF_MATCH, FieldName.IF_UNMODIFIED_SINCE);

    /**
     * Decides. The two most frequent kinds of requests take a short path to the same value as {@link #evaluate}.
     *
     * @param preference determines which codings the client accepts
     */
    static Decision of(Request request, Representation selected, CodingPreference preference, InstantSource clock) {
        if (!request.headers().containsAny(CONDITIONAL_FIELDS)) {
            return Full.WITHOUT_RANGE;
        }
        return hasCurrentTag(request.headers(), selected)
                ? NotModified.CURRENT_TAG
                : evaluate(request, selected, preference, clock.instant());
    }

    /** Whether the request has If-None-Match with the very tag of this representation, as browsers send it. */
    private static boolean hasCurrentTag(Headers headers, Representation selected) {
        return headers.contains(FieldName.IF_NONE_MATCH)
                && !headers.containsAny(WRITE_PRECONDITIONS)
                && selected.entityTagText().isPresent()
                && headers.combined(FieldName.IF_NONE_MATCH).equals(selected.entityTagText());
    }

    /** Decides by evaluating everything that the request has. */
    static Decision evaluate(Request request, Representation selected, CodingPreference preference, Instant now) {
        Preconditions.Evaluation evaluation = Preconditions.decideWithTrace(
                request.method(), request.headers(), Optional.of(selected.validators()), now);
        return switch (evaluation.outcome()) {
            case FAILED -> new PreconditionFailed(evaluation.conditions());
            case NOT_MODIFIED -> new NotModified(evaluation.conditions());
            case PROCEED -> evaluateRange(request, selected, preference, now, evaluation.conditions());
        };
    }

    private static Decision evaluateRange(
            Request request,
            Representation selected,
            CodingPreference preference,
            Instant now,
            List<EvaluatedCondition> conditions) {
        ByteRanges ranges =
                ByteRanges.decide(request.method(), request.headers(), selected.validators(), selected.length(), now);
        if (ranges instanceof ByteRanges.Ignored ignored) {
            return Full.ignoring(conditions, ignored.reason());
        }
        if (!RangedForm.isPartUsable(request.headers(), selected, preference)) {
            return new Full(conditions, Full.PART_NOT_DECODABLE);
        }
        if (ranges instanceof ByteRanges.Single single) {
            return new Range(conditions, single.range());
        }
        if (ranges instanceof ByteRanges.Multiple multiple) {
            // Content-Encoding of a multipart/byteranges response would mean that the multipart body itself is encoded,
            // and the parts have no header for their coding.
            return selected.isEncoded()
                    ? new Full(conditions, Full.CODED_RANGES)
                    : new Ranges(conditions, multiple.ranges());
        }
        return new Unsatisfiable(conditions);
    }
}
