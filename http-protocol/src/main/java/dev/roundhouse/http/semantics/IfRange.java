package dev.roundhouse.http.semantics;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.time.Instant;
import java.util.Optional;

/** The If-Range condition (RFC 9110 §13.1.5): send the range if the representation is unchanged. The last step of §13.2.2. */
public final class IfRange {
    private static final Headers.FieldNameSet FIELD = Headers.FieldNameSet.of(FieldName.IF_RANGE);

    /**
     * A file may change twice within a second, with the same date. So a date identifies one version only after its second is
     * over: RFC 9110 §8.8.2.2, which requires the same of the client that sends it.
     */
    private static final long STRONG_AFTER_SECONDS = 1;

    private IfRange() {}

    /**
     * Whether a Range header applies: there is no If-Range, or it identifies the version that would be sent. A value that is
     * neither an entity tag nor a date identifies no version.
     */
    public static boolean isSatisfied(Headers headers, Validators current, Instant now) {
        return !headers.containsAny(FIELD)
                || headers.combined(FieldName.IF_RANGE)
                        .filter(value -> isSatisfied(value, current, now))
                        .isPresent();
    }

    /** Whether If-Range contains an entity tag, which identifies one of several representations; a date does not. */
    public static boolean hasEntityTag(Headers headers) {
        return headers.combined(FieldName.IF_RANGE).filter(IfRange::isTag).isPresent();
    }

    /** A quote among the first three characters distinguishes a tag from a date. RFC 9110 §13.1.5 */
    private static boolean isTag(String value) {
        return EntityTag.openingQuote(value, 0) >= 0;
    }

    private static boolean isSatisfied(String value, Validators current, Instant now) {
        return isTag(value)
                ? matchesTag(value, current.entityTag())
                : matchesDate(value, current.lastModifiedEpochSecond(), now);
    }

    /**
     * The comparison is strong (RFC 9110 §8.8.3.2): a weak tag matches nothing, since it does not identify the bytes of a
     * version.
     */
    private static boolean matchesTag(String value, Optional<EntityTag> current) {
        return EntityTag.parse(value)
                .filter(tag -> current.filter(tag::equalsStrongly).isPresent())
                .isPresent();
    }

    /** The same time, not a later one: the client has bytes of exactly that version. */
    private static boolean matchesDate(String value, Optional<Long> current, Instant now) {
        return current.isPresent()
                && now.getEpochSecond() - current.get() >= STRONG_AFTER_SECONDS
                && HttpDate.parse(value, now).equals(current);
    }
}
