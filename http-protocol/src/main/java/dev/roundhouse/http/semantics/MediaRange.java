package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A media type or a set of media types, with a weight (RFC 9110 §12.5.1).
 *
 * @param type in lower case, or an asterisk for all
 * @param subtype in lower case, or an asterisk for all
 * @param parameters names in lower case, values without quotes; without the weight
 * @param weight in thousandths
 */
record MediaRange(String type, String subtype, Map<String, String> parameters, int weight) {
    private static final String ANY = "*";
    private static final String WEIGHT = "q";

    MediaRange {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Parses a member of Accept, or a media type. The weight may be anywhere among the parameters, as RFC 9110 §12.5.1
     * advises.
     *
     * @return empty when it is malformed
     */
    static Optional<MediaRange> parse(String text) {
        List<String> parts = QuotedString.split(text, ';');
        String name = parts.get(0).toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new HashMap<>();
        boolean readable = isMediaRange(name)
                && parts.stream().skip(1).allMatch(part -> part.isEmpty() || parseParameter(part, parameters));
        if (!readable) {
            return Optional.empty();
        }
        OptionalInt weight = Weight.parse(parameters.getOrDefault(WEIGHT, "1"));
        parameters.remove(WEIGHT);
        int slash = name.indexOf('/');
        return weight.isEmpty()
                ? Optional.empty()
                : Optional.of(new MediaRange(
                        name.substring(0, slash), name.substring(slash + 1), parameters, weight.getAsInt()));
    }

    /** Two tokens and a slash; an asterisk on the left requires one on the right. */
    private static boolean isMediaRange(String name) {
        int slash = name.indexOf('/');
        return slash > 0
                && HttpGrammar.isToken(name.substring(0, slash))
                && HttpGrammar.isToken(name.substring(slash + 1))
                && (!name.startsWith("*/") || name.equals("*/*"));
    }

    private static boolean parseParameter(String part, Map<String, String> parameters) {
        int equals = part.indexOf('=');
        if (equals < 0 || !HttpGrammar.isToken(part.substring(0, equals))) {
            return false;
        }
        String name = part.substring(0, equals).toLowerCase(Locale.ROOT);
        Optional<String> value = QuotedString.value(part.substring(equals + 1));
        value.ifPresent(text -> parameters.putIfAbsent(name, text));
        return value.isPresent();
    }

    /** Whether the media type is in this set: it has at least the parameters of the set. */
    boolean matches(MediaRange mediaType) {
        return (type.equals(ANY) || type.equals(mediaType.type))
                && (subtype.equals(ANY) || subtype.equals(mediaType.subtype))
                && mediaType.parameters.entrySet().containsAll(parameters.entrySet());
    }

    /** How specific the range is; of those that match, the most specific counts. RFC 9110 §12.5.1 */
    int specificity() {
        if (type.equals(ANY)) {
            return 0;
        }
        return subtype.equals(ANY) ? 1 : 2 + parameters.size();
    }
}
