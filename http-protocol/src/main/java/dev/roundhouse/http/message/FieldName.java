package dev.roundhouse.http.message;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a field (RFC 9110 §5.1), compared without regard to letter case. The names that a server asks for are
 * constants: a header section knows at once, without looking, whether it holds one of them.
 */
public final class FieldName {
    private static final List<FieldName> REGISTRY = new ArrayList<>();

    public static final FieldName ACCEPT = known("Accept");
    public static final FieldName ACCEPT_ENCODING = known("Accept-Encoding");
    public static final FieldName ACCEPT_RANGES = known("Accept-Ranges");
    public static final FieldName ALLOW = known("Allow");
    public static final FieldName CACHE_CONTROL = known("Cache-Control");
    public static final FieldName CONNECTION = known("Connection");
    public static final FieldName CONTENT_ENCODING = known("Content-Encoding");
    public static final FieldName CONTENT_LENGTH = known("Content-Length");
    public static final FieldName CONTENT_LOCATION = known("Content-Location");
    public static final FieldName CONTENT_RANGE = known("Content-Range");
    public static final FieldName CONTENT_TYPE = known("Content-Type");
    public static final FieldName DATE = known("Date");
    public static final FieldName ETAG = known("ETag");
    public static final FieldName EXPECT = known("Expect");
    public static final FieldName EXPIRES = known("Expires");
    public static final FieldName HOST = known("Host");
    public static final FieldName IF_MATCH = known("If-Match");
    public static final FieldName IF_MODIFIED_SINCE = known("If-Modified-Since");
    public static final FieldName IF_NONE_MATCH = known("If-None-Match");
    public static final FieldName IF_RANGE = known("If-Range");
    public static final FieldName IF_UNMODIFIED_SINCE = known("If-Unmodified-Since");
    public static final FieldName LAST_MODIFIED = known("Last-Modified");
    public static final FieldName LOCATION = known("Location");
    public static final FieldName ORIGIN = known("Origin");
    public static final FieldName RANGE = known("Range");
    public static final FieldName REFERER = known("Referer");
    public static final FieldName RETRY_AFTER = known("Retry-After");
    public static final FieldName SERVER = known("Server");
    public static final FieldName TE = known("TE");
    public static final FieldName TRAILER = known("Trailer");
    public static final FieldName TRANSFER_ENCODING = known("Transfer-Encoding");
    public static final FieldName UPGRADE = known("Upgrade");
    public static final FieldName USER_AGENT = known("User-Agent");
    public static final FieldName VARY = known("Vary");

    private static final FieldName[][] BY_LENGTH = byLength();

    private final String text;
    private final byte[] lower;
    private final int index;

    private FieldName(String text, int index) {
        this.text = text;
        this.lower = HttpGrammar.of(lowerCase(text));
        this.index = index;
    }

    /**
     * The name spelled so; a constant of this class where there is one.
     *
     * @throws IllegalArgumentException when the text is no token
     */
    public static FieldName of(String text) {
        if (!HttpGrammar.isToken(text)) {
            throw new IllegalArgumentException("a field name is a token (RFC 9110 §5.1), not: " + text);
        }
        byte[] octets = HttpGrammar.of(text);
        int index = indexOf(octets, 0, octets.length);
        return index < 0 ? new FieldName(text, -1) : REGISTRY.get(index);
    }

    /** Where in the registry the name stands that these octets spell, or -1: no object is made on the way. */
    static int indexOf(byte[] octets, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.length) {
            for (FieldName name : BY_LENGTH[length]) {
                if (name.isSpelled(octets, from, to)) {
                    return name.index;
                }
            }
        }
        return -1;
    }

    /** Whether these octets spell this name. */
    boolean isSpelled(byte[] octets, int from, int to) {
        return HttpGrammar.equalIgnoringCase(octets, from, to, lower);
    }

    /** A bit of its own for a name of the registry, 0 for others. */
    long bit() {
        return bit(index);
    }

    static long bit(int index) {
        return index < 0 ? 0 : 1L << index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldName name && isSpelled(name.lower, 0, name.lower.length);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(lower);
    }

    /** The name in its usual spelling. */
    @Override
    public String toString() {
        return text;
    }

    private static FieldName known(String text) {
        FieldName name = new FieldName(text, REGISTRY.size());
        REGISTRY.add(name);
        return name;
    }

    private static FieldName[][] byLength() {
        int longest =
                REGISTRY.stream().mapToInt(name -> name.lower.length).max().orElse(0);
        FieldName[][] table = new FieldName[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            table[length] = REGISTRY.stream()
                    .filter(name -> name.lower.length == wanted)
                    .toArray(FieldName[]::new);
        }
        return table;
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
