package dev.roundhouse.http.semantics;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Decides by the conditional headers whether a request is carried out (RFC 9110 §13), in the order of §13.2.2. The last
 * step, If-Range, is in {@link IfRange}: it decides about the range and not about the request.
 *
 * <p>Preconditions apply only where the status would otherwise be 2xx or 412 (§13.2.1), not to a 404 or a redirect.
 */
public final class Preconditions {
    private static final Headers.FieldNameSet FIELDS = Headers.FieldNameSet.of(
            FieldName.IF_MATCH, FieldName.IF_UNMODIFIED_SINCE, FieldName.IF_NONE_MATCH, FieldName.IF_MODIFIED_SINCE);

    /** These neither select nor change a representation, so that there is nothing to compare. RFC 9110 §13.2.1 */
    private static final Set<Method> METHODS_WITHOUT_PRECONDITIONS =
            Set.of(Method.CONNECT, Method.OPTIONS, Method.TRACE);

    private final Method method;
    private final Headers headers;
    private final Optional<Validators> selected;
    private final Instant now;
    private final List<EvaluatedCondition> conditions = new ArrayList<>(4);

    private Preconditions(Method method, Headers headers, Optional<Validators> selected, Instant now) {
        this.method = method;
        this.headers = headers;
        this.selected = selected;
        this.now = now;
    }

    /** The decision about the request. */
    public enum Outcome {
        /** Carry it out. */
        PROCEED,
        /** Respond 304 (Not Modified): the client has the representation. RFC 9110 §15.4.5 */
        NOT_MODIFIED,
        /** Respond 412 (Precondition Failed) and change nothing. RFC 9110 §15.5.13 */
        FAILED
    }

    /** The result of one condition. */
    public enum ConditionResult {
        /** The condition is true: the next one is evaluated. */
        TRUE("holds"),
        /** The condition is false: it decides the request. */
        FALSE("fails"),
        /** The condition is ignored, as if it had not been sent. */
        IGNORED("is ignored");

        private final String text;

        ConditionResult(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The reason of a result, as a text for people. */
    public enum ConditionReason {
        TAG_MATCHES("an entity tag matches"),
        NO_TAG_MATCHES("no entity tag matches"),
        EXISTS("there is a representation"),
        DOES_NOT_EXIST("there is no representation"),
        MALFORMED_TAG_LIST("the list of entity tags is malformed"),
        MODIFIED_SINCE("the representation was modified after that date"),
        UNMODIFIED_SINCE("the representation was not modified after that date"),
        INVALID_DATE("not a valid HTTP date"),
        NO_MODIFICATION_DATE("no modification date is known"),
        OVERRIDDEN("ignored because an entity-tag condition is present"),
        METHOD_NOT_APPLICABLE("not defined for this method");

        private final String text;

        ConditionReason(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * One condition, evaluated.
     *
     * @param field its header
     * @param section of RFC 9110 that defines it
     * @param result its result
     * @param reason the reason of the result
     */
    public record EvaluatedCondition(FieldName field, String section, ConditionResult result, ConditionReason reason) {
        /** A line for people. */
        @Override
        public String toString() {
            return field + " " + result + ": " + reason + " (RFC 9110 §" + section + ")";
        }
    }

    /**
     * The decision and the conditions that led to it.
     *
     * @param outcome the decision
     * @param conditions the conditions of the request, in the order of RFC 9110 §13.2.2, up to the one that decided
     */
    public record Evaluation(Outcome outcome, List<EvaluatedCondition> conditions) {
        /** Copies the steps. */
        public Evaluation {
            conditions = List.copyOf(conditions);
        }
    }

    /** The result of a condition with its reason. */
    private record ReasonedResult(ConditionResult result, ConditionReason reason) {
        private static ReasonedResult of(boolean holds, ConditionReason conditionReason) {
            return new ReasonedResult(holds ? ConditionResult.TRUE : ConditionResult.FALSE, conditionReason);
        }

        private static ReasonedResult ignored(ConditionReason conditionReason) {
            return new ReasonedResult(ConditionResult.IGNORED, conditionReason);
        }
    }

    /**
     * Decides, at no cost for a request without conditions.
     *
     * @param selected the representation that would be sent or changed; empty when there is none
     * @param now decides the century of a date with two digits of the year
     */
    public static Outcome decide(Method method, Headers headers, Optional<Validators> selected, Instant now) {
        return headers.containsAny(FIELDS)
                ? decideWithTrace(method, headers, selected, now).outcome()
                : Outcome.PROCEED;
    }

    /** Decides as {@link #decide} does, and returns all conditions. */
    public static Evaluation decideWithTrace(
            Method method, Headers headers, Optional<Validators> selected, Instant now) {
        Preconditions preconditions = new Preconditions(method, headers, selected, now);
        Outcome outcome = preconditions.evaluate();
        return new Evaluation(outcome, preconditions.conditions);
    }

    /** The steps of RFC 9110 §13.2.2, in its order. */
    private Outcome evaluate() {
        if (isFalse(FieldName.IF_MATCH, "13.1.1", this::ifMatch)) {
            return Outcome.FAILED;
        }
        if (isFalse(FieldName.IF_UNMODIFIED_SINCE, "13.1.4", this::ifUnmodifiedSince)) {
            return Outcome.FAILED;
        }
        if (isFalse(FieldName.IF_NONE_MATCH, "13.1.2", this::ifNoneMatch)) {
            return isGetOrHead() ? Outcome.NOT_MODIFIED : Outcome.FAILED;
        }
        boolean unmodified = isFalse(FieldName.IF_MODIFIED_SINCE, "13.1.3", this::ifModifiedSince);
        return unmodified ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }

    private boolean isFalse(FieldName field, String section, Function<String, ReasonedResult> condition) {
        Optional<String> value = headers.combined(field);
        if (value.isEmpty()) {
            return false;
        }
        ReasonedResult reasonedResult = METHODS_WITHOUT_PRECONDITIONS.contains(method)
                ? ReasonedResult.ignored(ConditionReason.METHOD_NOT_APPLICABLE)
                : condition.apply(value.get());
        conditions.add(new EvaluatedCondition(field, section, reasonedResult.result, reasonedResult.reason));
        return reasonedResult.result == ConditionResult.FALSE;
    }

    /**
     * Strong comparison: a client may only change a representation whose exact bytes it has. A malformed list matches nothing;
     * RFC 9110 does not define it, and a condition that protects a change fails.
     */
    private ReasonedResult ifMatch(String value) {
        ConditionReason conditionReason = compare(value, EntityTag::equalsStrongly);
        return ReasonedResult.of(
                conditionReason == ConditionReason.TAG_MATCHES || conditionReason == ConditionReason.EXISTS,
                conditionReason);
    }

    /**
     * Weak comparison: a stored representation of the same meaning is sufficient. With a malformed list, GET and HEAD get the
     * representation, which is always correct, and a change fails as for If-Match.
     */
    private ReasonedResult ifNoneMatch(String value) {
        ConditionReason conditionReason = compare(value, EntityTag::equalsWeakly);
        boolean differs =
                conditionReason == ConditionReason.NO_TAG_MATCHES || conditionReason == ConditionReason.DOES_NOT_EXIST;
        return ReasonedResult.of(
                differs || (conditionReason == ConditionReason.MALFORMED_TAG_LIST && isGetOrHead()), conditionReason);
    }

    private ConditionReason compare(String value, BiPredicate<EntityTag, EntityTag> equal) {
        Optional<EntityTags> tags = EntityTags.parse(value);
        if (tags.isEmpty()) {
            return ConditionReason.MALFORMED_TAG_LIST;
        }
        if (selected.isEmpty()) {
            return ConditionReason.DOES_NOT_EXIST;
        }
        if (tags.get().isAny()) {
            return ConditionReason.EXISTS;
        }
        Optional<EntityTag> current = selected.get().entityTag();
        boolean matches = current.isPresent()
                && tags.get().members().stream().anyMatch(member -> equal.test(member, current.get()));
        return matches ? ConditionReason.TAG_MATCHES : ConditionReason.NO_TAG_MATCHES;
    }

    private ReasonedResult ifUnmodifiedSince(String value) {
        return headers.contains(FieldName.IF_MATCH)
                ? ReasonedResult.ignored(ConditionReason.OVERRIDDEN)
                : compareDate(value, false);
    }

    /**
     * A date in the future is compared like any other: RFC 2616 called it invalid, RFC 9110 §13.1.3 does not any more.
     */
    private ReasonedResult ifModifiedSince(String value) {
        if (!isGetOrHead()) {
            return ReasonedResult.ignored(ConditionReason.METHOD_NOT_APPLICABLE);
        }
        return headers.contains(FieldName.IF_NONE_MATCH)
                ? ReasonedResult.ignored(ConditionReason.OVERRIDDEN)
                : compareDate(value, true);
    }

    /** Two headers, joined, are not a valid date, and so they are ignored, as both sections require. */
    private ReasonedResult compareDate(String value, boolean modifiedHolds) {
        Optional<Long> date = HttpDate.parse(value, now);
        if (date.isEmpty()) {
            return ReasonedResult.ignored(ConditionReason.INVALID_DATE);
        }
        Optional<Long> lastModified = selected.flatMap(Validators::lastModifiedEpochSecond);
        if (lastModified.isEmpty()) {
            return ReasonedResult.ignored(ConditionReason.NO_MODIFICATION_DATE);
        }
        boolean modified = lastModified.get() > date.get();
        return ReasonedResult.of(
                modified == modifiedHolds,
                modified ? ConditionReason.MODIFIED_SINCE : ConditionReason.UNMODIFIED_SINCE);
    }

    private boolean isGetOrHead() {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }
}
