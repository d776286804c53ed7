package dev.roundhouse.http.hpack;

import java.util.Set;

/** The kinds of literal fields (RFC 7541 §6.2): whether the field becomes an entry of the dynamic table. */
enum Indexing {
    INCREMENTAL(0x40, 6),
    NONE(0x00, 4),
    NEVER(0x10, 4);

    /** Whose values are credentials, also as cookies. RFC 7541 §7.1.3 */
    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "set-cookie");

    /** Whose values differ with each file or request: they would evict entries that are used again. */
    private static final Set<String> CHANGING = Set.of(
            ":path",
            "age",
            "content-length",
            "content-range",
            "etag",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "last-modified",
            "range");

    /** RFC 7541 §7.1.3: a short cookie has so little entropy that an attacker could try all values. */
    private static final int SHORT_COOKIE = 20;

    private final int pattern;
    private final int prefixBits;

    Indexing(int pattern, int prefixBits) {
        this.pattern = pattern;
        this.prefixBits = prefixBits;
    }

    /** How a field is sent that no table contains. */
    static Indexing of(String name, String value) {
        if (SECRET.contains(name) || (name.equals("cookie") && value.length() < SHORT_COOKIE)) {
            return NEVER;
        }
        return CHANGING.contains(name) ? NONE : INCREMENTAL;
    }

    /** Writes a literal field. RFC 7541 §6.2 */
    void write(int nameIndex, String name, String value, HpackOutput target) {
        HpackInteger.write(target, pattern, prefixBits, nameIndex);
        if (nameIndex == 0) {
            target.writeString(name);
        }
        target.writeString(value);
    }
}
