package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.semantics.AcceptEncoding;
import dev.roundhouse.http.semantics.IfRange;
import dev.roundhouse.http.semantics.Preconditions;
import dev.roundhouse.http.semantics.Preconditions.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Selects the representation for a request with Range, if the file also exists in content codings.
 *
 * <p>A part of an encoded representation is useful only to a client that has the rest of the same one: it cannot be decoded
 * alone, and a client that counts decoded bytes, such as {@code curl --compressed -C -}, requests the wrong range. Range may be
 * ignored (RFC 9110 §14.2), and anything in the request may select the representation (§12.1). So a part is sent of <ul>
 * <li>the representation whose entity tag is in If-Range, encoded or not;
 * <li>without If-Range the identity, whatever other codings the client accepts.
 * </ul> In all other cases the full representation is sent: when identity is not acceptable, or when If-Range has a date. All
 * representations have the same date, so it does not show which of them the client has a part of.
 *
 * <p>Preconditions are evaluated before Range (§13.2.2), and an entity tag in one also selects a representation: a request with
 * If-None-Match for an encoded representation gets its 304.
 */
public final class RangedForm {
    private static final Headers.FieldNameSet NAMING_A_FORM =
            Headers.FieldNameSet.of(FieldName.IF_MATCH, FieldName.IF_NONE_MATCH, FieldName.IF_RANGE);

    private static final List<Outcome> PREFERENCE = List.of(Outcome.NOT_MODIFIED, Outcome.PROCEED, Outcome.FAILED);

    private RangedForm() {}

    /** Whether a part is requested. Range is defined for GET only. RFC 9110 §14.2 */
    static boolean isWanted(Request request) {
        return request.headers().contains(FieldName.RANGE) && request.method().equals(Method.GET);
    }

    /**
     * Selects the representation.
     *
     * @param identity the content of the file without a coding
     * @param coded supplies the encoded representations that the client accepts, best first; called only if needed, since it may
     *     create them
     */
    static Representation of(
            Request request, Representation identity, Supplier<List<Representation>> coded, Instant now) {
        Headers headers = request.headers();
        boolean accepted = AcceptEncoding.of(headers).accepts(AcceptEncoding.IDENTITY);
        if (accepted && !headers.containsAny(NAMING_A_FORM)) {
            return identity;
        }
        List<Representation> forms = new ArrayList<>(coded.get());
        Representation best = forms.isEmpty() ? identity : forms.get(0);
        if (accepted || forms.isEmpty()) {
            forms.add(identity);
        }
        Representation usual = accepted ? identity : best;
        return ofConditions(
                request,
                headers.contains(FieldName.IF_RANGE) ? ofIfRange(headers, best, forms, now) : usual,
                forms,
                now);
    }

    /** If no representation matches If-Range, the best one is sent in full. */
    private static Representation ofIfRange(
            Headers headers, Representation best, List<Representation> forms, Instant now) {
        return forms.stream()
                .filter(form -> IfRange.hasEntityTag(headers) && IfRange.isSatisfied(headers, form.validators(), now))
                .findFirst()
                .orElse(best);
    }

    /** The one that the client has already (304), otherwise one for which the conditions are true, the usual one first. */
    private static Representation ofConditions(
            Request request, Representation usual, List<Representation> forms, Instant now) {
        Representation chosen = usual;
        Outcome outcome = outcome(request, usual, now);
        for (Representation form : forms) {
            Outcome other = outcome(request, form, now);
            if (PREFERENCE.indexOf(other) < PREFERENCE.indexOf(outcome)) {
                chosen = form;
                outcome = other;
            }
        }
        return chosen;
    }

    private static Outcome outcome(Request request, Representation form, Instant now) {
        return Preconditions.decide(request.method(), request.headers(), Optional.of(form.validators()), now);
    }

    /**
     * Whether a part of the selected representation is useful to the client.
     *
     * @param preference finds the codings that the client accepts
     */
    public static boolean isPartUsable(Headers headers, Representation chosen, CodingPreference preference) {
        if (IfRange.hasEntityTag(headers)) {
            return true;
        }
        if (chosen.isEncoded()) {
            return false;
        }
        boolean dated = headers.contains(FieldName.IF_RANGE);
        return !dated || !chosen.isNegotiated() || preference.of(headers).isEmpty();
    }
}
