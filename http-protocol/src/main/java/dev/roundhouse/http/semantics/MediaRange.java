package dev.roundhouse.http.semantics;

import java.util.HashMap;
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
        Optional<MediaType> mediaType = MediaType.parse(text).filter(MediaRange::isMediaRange);
        if (mediaType.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>(mediaType.get().parameters());
        String q = parameters.remove(WEIGHT);
        OptionalInt weight = Weight.parse(q == null ? "1" : q);
        return weight.isEmpty()
                ? Optional.empty()
                : Optional.of(new MediaRange(
                        mediaType.get().type(), mediaType.get().subtype(), parameters, weight.getAsInt()));
    }

    /** An asterisk on the left requires one on the right. */
    private static boolean isMediaRange(MediaType range) {
        return !range.type().equals(ANY) || range.subtype().equals(ANY);
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
