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
 * Which form of a file a request with Range is about, where the file also exists in content codings.
 *
 * <p>A part of a coded form is of use only to a client that has the rest of the same form: nobody can decode it alone, and
 * whoever counts decoded bytes, as {@code curl --compressed -C -} does, asks for the wrong one. Range may be ignored (RFC 9110
 * §14.2), and the form may be chosen by anything in the request (§12.1). So a part is cut out of <ul>
 * <li>the form whose entity tag stands in If-Range, coded or not;
 * <li>without If-Range the form in no coding (identity), whatever the client accepts besides.
 * </ul> In all other cases the complete form is sent: when identity is refused, or when If-Range holds a date. All forms have the same
 * date, which therefore does not tell which of them the client has a part of.
 *
 * <p>Preconditions come before Range (§13.2.2), and an entity tag in one names a form as well: a request with If-None-Match for a
 * coded form gets its 304.
 */
public final class RangedForm {
    private static final Headers.FieldNameSet NAMING_A_FORM =
            Headers.FieldNameSet.of(FieldName.IF_MATCH, FieldName.IF_NONE_MATCH, FieldName.IF_RANGE);

    private static final List<Outcome> PREFERENCE = List.of(Outcome.NOT_MODIFIED, Outcome.PROCEED, Outcome.FAILED);

    private RangedForm() {}

    /** Whether the request is for a part. Range has no meaning for other methods. RFC 9110 §14.2 */
    static boolean isWanted(Request request) {
        return request.headers().contains(FieldName.RANGE) && request.method().equals(Method.GET);
    }

    /**
     * Chooses.
     *
     * @param identity the file as it is
     * @param coded the coded forms that there are and that the client accepts, best first; not asked for unless they matter, since
     *     they may have to be made first
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

    /** Where If-Range names none of the forms, the best one will be sent complete. */
    private static Representation ofIfRange(
            Headers headers, Representation best, List<Representation> forms, Instant now) {
        return forms.stream()
                .filter(form -> IfRange.holdsTag(headers) && IfRange.isSatisfied(headers, form.validators(), now))
                .findFirst()
                .orElse(best);
    }

    /** The form that the client already has (304), else one for which its conditions hold, the usual one first. */
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
     * Whether a part of the form that was chosen is of use to the client.
     *
     * @param preference tells which codings the client accepts
     */
    public static boolean mayBeCut(Headers headers, Representation chosen, CodingPreference preference) {
        if (IfRange.holdsTag(headers)) {
            return true;
        }
        if (chosen.isEncoded()) {
            return false;
        }
        boolean dated = headers.contains(FieldName.IF_RANGE);
        return !dated || !chosen.isNegotiated() || preference.of(headers).isEmpty();
    }
}
