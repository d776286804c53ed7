package dev.roundhouse.http.semantics;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.time.Instant;
import java.util.Optional;

/** "The part if it is unchanged, else the whole" (RFC 9110 §13.1.5): the last step of §13.2.2. */
public final class IfRange {
    private static final Headers.FieldNameSet FIELD = Headers.FieldNameSet.of(FieldName.IF_RANGE);

    /**
     * A file may change twice within a second, and its date tells only the last time. So a date names one state only once
     * its second is over: RFC 9110 §8.8.2.2, which asks the same of the client that sends it back.
     */
    private static final long STRONG_AFTER_SECONDS = 1;

    private IfRange() {}

    /**
     * Whether a Range field counts: there is no If-Range, or it names the state that would be sent. What is neither an
     * entity tag nor a date names no state.
     */
    public static boolean isSatisfied(Headers headers, Validators current, Instant now) {
        return !headers.containsAny(FIELD)
                || headers.combined(FieldName.IF_RANGE)
                        .filter(value -> isSatisfied(value, current, now))
                        .isPresent();
    }

    /** Whether If-Range is there and holds an entity tag, which tells one form of a resource from the others; a date does not. */
    public static boolean holdsTag(Headers headers) {
        return headers.combined(FieldName.IF_RANGE).filter(IfRange::isTag).isPresent();
    }

    /** A quote among the first three characters tells a tag from a date. RFC 9110 §13.1.5 */
    private static boolean isTag(String value) {
        return EntityTag.openingQuote(value, 0) >= 0;
    }

    private static boolean isSatisfied(String value, Validators current, Instant now) {
        return isTag(value)
                ? matchesTag(value, current.entityTag())
                : matchesDate(value, current.lastModifiedEpochSecond(), now);
    }

    private static boolean matchesTag(String value, Optional<EntityTag> current) {
        return EntityTag.parse(value)
                .filter(tag -> current.filter(tag::equalsStrongly).isPresent())
                .isPresent();
    }

    /** The same moment, not a later one: the client has octets of exactly that state. */
    private static boolean matchesDate(String value, Optional<Long> current, Instant now) {
        return current.isPresent()
                && now.getEpochSecond() - current.get() >= STRONG_AFTER_SECONDS
                && HttpDate.parse(value, now).equals(current);
    }
}
