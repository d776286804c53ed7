package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The content codings that a client accepts, and their weights: the value of Accept-Encoding. RFC 9110 §12.5.3 */
public final class AcceptEncoding {
    /** No coding: the bytes as they are. */
    public static final String IDENTITY = "identity";

    private static final String ANY = "*";

    /** The client has not sent which codings it accepts: it gets identity. */
    private static final AcceptEncoding ABSENT = new AcceptEncoding(Map.of());

    /** Names from before 1999 for the same codings. RFC 9110 §8.4.1.1 and §8.4.1.3 */
    private static final Map<String, String> ALIASES = Map.of("x-gzip", "gzip", "x-compress", "compress");

    /** The rank of identity that is not named: acceptable (§12.5.3 rule 1), but a named coding is preferred. */
    private static final int LOWEST_RANK = 0;

    private static final int UNACCEPTABLE = -1;

    private final Map<String, Integer> weights;

    private AcceptEncoding(Map<String, Integer> weights) {
        this.weights = weights;
    }

    /**
     * Parses the header of a request. A malformed member is ignored, since a coding must not be sent unless it was requested;
     * of a coding that is named twice, the first member counts.
     */
    public static AcceptEncoding of(Headers headers) {
        if (!headers.contains(FieldName.ACCEPT_ENCODING)) {
            return ABSENT;
        }
        Map<String, Integer> weights = new HashMap<>();
        headers.listMembers(FieldName.ACCEPT_ENCODING).forEach(member -> parseMember(member, weights));
        return new AcceptEncoding(weights);
    }

    private static void parseMember(String member, Map<String, Integer> weights) {
        int semicolon = member.indexOf(';');
        String coding = semicolon < 0 ? member : member.substring(0, semicolon).strip();
        OptionalInt weight = semicolon < 0
                ? OptionalInt.of(Weight.MAX)
                : weight(member.substring(semicolon + 1).strip());
        if (HttpGrammar.isToken(coding) && weight.isPresent()) {
            weights.putIfAbsent(canonicalName(coding), weight.getAsInt());
        }
    }

    private static OptionalInt weight(String parameter) {
        return parameter.regionMatches(true, 0, "q=", 0, 2)
                ? Weight.parse(parameter.substring(2))
                : OptionalInt.empty();
    }

    private static String canonicalName(String coding) {
        String lower = coding.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(lower, lower);
    }

    /**
     * Returns the available coding with the highest weight; of equal weights, the first. Identity is always available, and
     * comes last unless it is listed.
     *
     * <p>Without the header every coding is acceptable by RFC 9110, but only identity is certainly supported by the client;
     * with an empty header it is the only acceptable one.
     *
     * @param available codings in the server's order of preference
     * @return empty when not even identity is acceptable. RFC 9110 §12.4.1 allows 406, or to ignore the header. A file server
     *     does the latter and sends identity: it is of more use than an error.
     */
    public Optional<String> choose(List<String> available) {
        String best = IDENTITY;
        int rank = UNACCEPTABLE;
        for (String coding : available) {
            if (rank(coding) > rank) {
                best = coding;
                rank = rank(coding);
            }
        }
        if (rank(IDENTITY) > rank) {
            best = IDENTITY;
            rank = rank(IDENTITY);
        }
        return rank == UNACCEPTABLE ? Optional.empty() : Optional.of(best);
    }

    /** Whether the client accepts the coding: rules 1 and 2 of RFC 9110 §12.5.3. */
    public boolean accepts(String coding) {
        return rank(coding) != UNACCEPTABLE;
    }

    private int rank(String coding) {
        String name = canonicalName(coding);
        Integer weight = weights.getOrDefault(name, weights.get(ANY));
        if (weight == null) {
            return name.equals(IDENTITY) ? LOWEST_RANK : UNACCEPTABLE;
        }
        return weight == Weight.NOT_ACCEPTABLE ? UNACCEPTABLE : weight;
    }
}
