package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value of If-Match and If-None-Match (RFC 9110 §13.1.1 and §13.1.2): a list of entity tags, or an asterisk for any.
 *
 * @param isAny whether it is the asterisk, without members
 * @param members the tags in order; may be empty
 */
record EntityTags(boolean isAny, List<EntityTag> members) {
    private static final EntityTags ANY = new EntityTags(true, List.of());

    /** @throws IllegalArgumentException for an asterisk with members */
    EntityTags {
        members = List.copyOf(members);
        if (isAny && !members.isEmpty()) {
            throw new IllegalArgumentException("an asterisk must be the only member (RFC 9110 §13.1.1)");
        }
    }

    /**
     * Parses the value of such headers, joined by commas. Empty members are skipped (RFC 9110 §5.6.1.2); commas
     * inside quotes belong to the tag.
     *
     * @return empty when a member is not an entity tag: the rest of a list is not what the client meant
     */
    static Optional<EntityTags> parse(String value) {
        if (value.equals("*")) {
            return Optional.of(ANY);
        }
        List<EntityTag> members = new ArrayList<>(2);
        int at = skip(value, 0, true);
        while (at < value.length()) {
            int open = EntityTag.openingQuote(value, at);
            int close = open < 0 ? -1 : EntityTag.closingQuote(value, open);
            int end = skip(value, close + 1, false);
            if (close < 0 || (end < value.length() && value.charAt(end) != ',')) {
                return Optional.empty();
            }
            members.add(EntityTag.between(value, open, close));
            at = skip(value, end, true);
        }
        return Optional.of(new EntityTags(false, members));
    }

    private static int skip(String value, int from, boolean commasToo) {
        int at = from;
        while (at < value.length() && isSkipped(value.charAt(at), commasToo)) {
            at++;
        }
        return at;
    }

    private static boolean isSkipped(char character, boolean commasToo) {
        return HttpGrammar.isWhitespace(character) || (commasToo && character == ',');
    }
}
