package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of a field (RFC 9110 §5.1), compared without regard to letter case. The names that a server asks for are
 * constants: a header section knows at once, without looking, whether it holds one of them.
 */
public final class FieldName {
    private static final List<FieldName> REGISTRY = new ArrayList<>();

    public static final FieldName ACCEPT = register("Accept");
    public static final FieldName ACCEPT_ENCODING = register("Accept-Encoding");
    public static final FieldName ACCEPT_RANGES = register("Accept-Ranges");
    public static final FieldName ALLOW = register("Allow");
    public static final FieldName CACHE_CONTROL = register("Cache-Control");
    public static final FieldName CONNECTION = register("Connection");
    public static final FieldName CONTENT_ENCODING = register("Content-Encoding");
    public static final FieldName CONTENT_LENGTH = register("Content-Length");
    public static final FieldName CONTENT_LOCATION = register("Content-Location");
    public static final FieldName CONTENT_RANGE = register("Content-Range");
    public static final FieldName CONTENT_TYPE = register("Content-Type");
    public static final FieldName DATE = register("Date");
    public static final FieldName ETAG = register("ETag");
    public static final FieldName EXPECT = register("Expect");
    public static final FieldName EXPIRES = register("Expires");
    public static final FieldName HOST = register("Host");
    public static final FieldName IF_MATCH = register("If-Match");
    public static final FieldName IF_MODIFIED_SINCE = register("If-Modified-Since");
    public static final FieldName IF_NONE_MATCH = register("If-None-Match");
    public static final FieldName IF_RANGE = register("If-Range");
    public static final FieldName IF_UNMODIFIED_SINCE = register("If-Unmodified-Since");
    public static final FieldName LAST_MODIFIED = register("Last-Modified");
    public static final FieldName LOCATION = register("Location");
    public static final FieldName ORIGIN = register("Origin");
    public static final FieldName RANGE = register("Range");
    public static final FieldName REFERER = register("Referer");
    public static final FieldName RETRY_AFTER = register("Retry-After");
    public static final FieldName SERVER = register("Server");
    public static final FieldName TE = register("TE");
    public static final FieldName TRAILER = register("Trailer");
    public static final FieldName TRANSFER_ENCODING = register("Transfer-Encoding");
    public static final FieldName UPGRADE = register("Upgrade");
    public static final FieldName USER_AGENT = register("User-Agent");
    public static final FieldName VARY = register("Vary");

    private static final FieldName[][] BY_LENGTH = byLength();

    private final String text;
    private final byte[] lowerCaseBytes;
    private final int index;

    private FieldName(String text, int index) {
        this.text = text;
        this.lowerCaseBytes = HttpGrammar.encode(lowerCase(text));
        this.index = index;
    }

    /**
     * The name spelled so; a constant of this class where there is one.
     *
     * @throws IllegalArgumentException when the text is no token
     */
    public static FieldName of(String text) {
        if (!HttpGrammar.isToken(text)) {
            throw new IllegalArgumentException("invalid field name (RFC 9110 §5.1): " + text);
        }
        byte[] bytes = HttpGrammar.encode(text);
        int index = indexOf(bytes, 0, bytes.length);
        return index < 0 ? new FieldName(text, -1) : REGISTRY.get(index);
    }

    /** Where in the registry the name stands that these octets spell, or -1: no object is made on the way. */
    static int indexOf(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.length) {
            for (FieldName name : BY_LENGTH[length]) {
                if (name.matches(bytes, from, to)) {
                    return name.index;
                }
            }
        }
        return -1;
    }

    /** Whether these octets spell this name. */
    boolean matches(byte[] bytes, int from, int to) {
        return HttpGrammar.equalsIgnoreCase(bytes, from, to, lowerCaseBytes);
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
        return other instanceof FieldName name && matches(name.lowerCaseBytes, 0, name.lowerCaseBytes.length);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(lowerCaseBytes);
    }

    /** The name in its usual spelling. */
    @Override
    public String toString() {
        return text;
    }

    private static FieldName register(String text) {
        FieldName name = new FieldName(text, REGISTRY.size());
        REGISTRY.add(name);
        return name;
    }

    private static FieldName[][] byLength() {
        int longest = REGISTRY.stream()
                .mapToInt(name -> name.lowerCaseBytes.length)
                .max()
                .orElse(0);
        FieldName[][] table = new FieldName[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int requested = length;
            table[length] = REGISTRY.stream()
                    .filter(name -> name.lowerCaseBytes.length == requested)
                    .toArray(FieldName[]::new);
        }
        return table;
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
