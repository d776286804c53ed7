package dev.roundhouse.http.hpack;

import dev.roundhouse.http.message.FieldName;

/**
 * A header field: a name and a value, with one character for each byte (ISO-8859-1). There is one object for each entry of a
 * table, which all blocks that refer to the entry share.
 */
public final class HpackField {
    /** The bytes that an entry counts in addition to its name and value. RFC 7541 §4.1 */
    static final int OVERHEAD = 32;

    private final String name;
    private final String value;
    private final boolean neverIndexed;

    /** Null until it is first used. Threads may race: each finds null or an equal, immutable object. */
    private FieldName fieldName;

    /** A field with this name, in lower case, and this value. */
    public HpackField(String name, String value) {
        this(name, value, false);
    }

    HpackField(String name, String value, boolean neverIndexed) {
        this.name = name;
        this.value = value;
        this.neverIndexed = neverIndexed;
    }

    /** A field whose value is secret: no encoder may add it to a table, from which an attacker could guess it. §7.1.3 */
    public static HpackField neverIndexed(String name, String value) {
        return new HpackField(name, value, true);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The value. */
    public String value() {
        return value;
    }

    /** Whether it is sent as a literal that no intermediary may add to a table. RFC 7541 §6.2.3 */
    public boolean isNeverIndexed() {
        return neverIndexed;
    }

    /** The bytes of name and value, and 32. RFC 7541 §4.1 */
    public int size() {
        return size(name, value);
    }

    static int size(String name, String value) {
        return name.length() + value.length() + OVERHEAD;
    }

    /**
     * The name as that of a message.
     *
     * @throws IllegalArgumentException when it is not a token, such as the name of a pseudo-header field
     */
    public FieldName fieldName() {
        FieldName known = fieldName;
        if (known == null) {
            known = FieldName.spelled(name);
            fieldName = known;
        }
        return known;
    }

    /** Whether name and value are equal. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof HpackField field && name.equals(field.name) && value.equals(field.value));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + value.hashCode();
    }

    /** Name and value, for messages of tests; the value may be secret. */
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
