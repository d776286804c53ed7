package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The name of a header (RFC 9110 §5.1), compared without regard to letter case. The standard names are constants of this
 * class: for them {@link Headers#contains} is a comparison of bits.
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

    private static final List<FieldName> STANDARD = List.copyOf(REGISTRY);
    private static final FieldName[][] BY_LENGTH = byLength();

    private final String text;

    /** The position among the standard names, or -1. */
    private final int index;

    private FieldName(String text, int index) {
        this.text = text;
        this.index = index;
    }

    /**
     * Returns the name; the constant of this class where there is one.
     *
     * @throws IllegalArgumentException when the text is not a token
     */
    public static FieldName of(String text) {
        int index = indexOf(text);
        return index < 0 ? new FieldName(text, index) : STANDARD.get(index);
    }

    /**
     * Returns the name in exactly this spelling, as {@link #toString} gives it. It equals {@link #of} of the same text.
     *
     * @throws IllegalArgumentException when the text is not a token
     */
    public static FieldName spelled(String text) {
        int index = indexOf(text);
        return index >= 0 && STANDARD.get(index).text.equals(text) ? STANDARD.get(index) : new FieldName(text, index);
    }

    /** Returns the constants of this class. */
    public static List<FieldName> standardNames() {
        return STANDARD;
    }

    private static int indexOf(String text) {
        if (!HttpGrammar.isToken(text)) {
            throw new IllegalArgumentException("invalid field name (RFC 9110 §5.1): " + text);
        }
        if (text.length() < BY_LENGTH.length) {
            for (FieldName name : BY_LENGTH[text.length()]) {
                if (name.text.equalsIgnoreCase(text)) {
                    return name.index;
                }
            }
        }
        return -1;
    }

    /** The bit of a standard name, which no other has; 0 for other names. */
    long bit() {
        return index < 0 ? 0 : 1L << index;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof FieldName name
                        && index == name.index
                        && (index >= 0 || text.equalsIgnoreCase(name.text)));
    }

    @Override
    public int hashCode() {
        return text.toLowerCase(Locale.ROOT).hashCode();
    }

    /** The name as it is spelled. */
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
        int longest = 0;
        for (FieldName name : STANDARD) {
            longest = Math.max(longest, name.text.length());
        }
        FieldName[][] table = new FieldName[longest + 1][0];
        for (FieldName name : STANDARD) {
            FieldName[] same = table[name.text.length()];
            FieldName[] longer = Arrays.copyOf(same, same.length + 1);
            longer[same.length] = name;
            table[name.text.length()] = longer;
        }
        return table;
    }
}
