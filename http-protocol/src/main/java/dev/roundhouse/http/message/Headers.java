package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A header section (RFC 9110 §5): names and values in order, names compared without regard to letter case. Immutable.
 *
 * <pre>{@code
 * Headers headers = Headers.of("Content-Type", "text/html", "Vary", "Accept").with(FieldName.VARY, "Origin");
 * headers.first("content-type"); // Optional[text/html]
 * headers.all(FieldName.VARY);   // [Accept, Origin]
 * }</pre>
 */
public final class Headers implements Iterable<Headers.FieldLine> {
    /** The empty header section. */
    public static final Headers EMPTY = builder(0).build();

    private final FieldName[] names;
    private final String[] values;

    /** The bits of the standard names that are present. */
    private final long presenceBits;

    private Headers(FieldName[] names, String[] values, long presenceBits) {
        this.names = names;
        this.values = values;
        this.presenceBits = presenceBits;
    }

    /**
     * One header.
     *
     * @param name as it is spelled
     * @param value without white space around it, one character for each byte
     */
    public record FieldLine(String name, String value) {}

    /**
     * Builds a header section. It rejects what would not be one header on the wire: a line end in a value cannot split a
     * response.
     */
    public static final class Builder {
        private static final int TYPICAL_SIZE = 8;

        private FieldName[] names;
        private String[] values;
        private int size;
        private long presenceBits;

        private Builder(int expectedSize) {
            names = new FieldName[expectedSize];
            values = new String[expectedSize];
        }

        /**
         * Adds a header, after those of the same name.
         *
         * @throws IllegalArgumentException when the name is not a token, or the value contains a control character, a
         *     character above U+00FF, or white space at an end (RFC 9110 §5.5)
         */
        public Builder add(String name, String value) {
            return add(FieldName.spelled(name), value);
        }

        /**
         * Adds a header, after those of the same name.
         *
         * @throws IllegalArgumentException when the value is not valid, as in {@link #add(String, String)}
         */
        public Builder add(FieldName name, String value) {
            if (!HttpGrammar.isFieldValue(value)) {
                throw new IllegalArgumentException("invalid value for field " + name + " (RFC 9110 §5.5)");
            }
            return addParsed(name, value);
        }

        /**
         * Adds a header whose value was checked by the parser of a message format. It is not checked again.
         *
         * @param value valid as in {@link #add(String, String)}
         */
        public Builder addParsed(FieldName name, String value) {
            if (size == names.length) {
                int capacity = Math.max(TYPICAL_SIZE, size * 2);
                names = Arrays.copyOf(names, capacity);
                values = Arrays.copyOf(values, capacity);
            }
            names[size] = name;
            values[size++] = value;
            presenceBits |= name.bit();
            return this;
        }

        /** Adds all headers of another section. */
        public Builder addAll(Headers other) {
            for (int i = 0; i < other.names.length; i++) {
                addParsed(other.names[i], other.values[i]);
            }
            return this;
        }

        /** The number of headers added so far. */
        public int size() {
            return size;
        }

        /** Returns the section. */
        public Headers build() {
            // Full arrays are not changed any more: another header needs longer ones.
            return size == names.length
                    ? new Headers(names, values, presenceBits)
                    : new Headers(Arrays.copyOf(names, size), Arrays.copyOf(values, size), presenceBits);
        }
    }

    /** Returns a builder without headers. */
    public static Builder builder() {
        return builder(Builder.TYPICAL_SIZE);
    }

    /**
     * Returns a builder without headers.
     *
     * @param expectedSize the number of headers that will probably be added; more are possible
     */
    public static Builder builder(int expectedSize) {
        return new Builder(expectedSize);
    }

    /**
     * Returns a section of alternating names and values.
     *
     * @throws IllegalArgumentException when the last name has no value, or as {@link Builder#add} throws
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values must be given in pairs");
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** Returns this section with one more header. */
    public Headers with(FieldName name, String value) {
        return builder().addAll(this).add(name, value).build();
    }

    /** Returns this section without the headers of that name. */
    public Headers without(FieldName name) {
        Builder rest = builder();
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equals(name)) {
                rest.addParsed(names[i], values[i]);
            }
        }
        return rest.build();
    }

    /** The number of headers. */
    public int size() {
        return names.length;
    }

    /** Whether there is a header of that name. */
    public boolean contains(FieldName name) {
        long bit = name.bit();
        return bit != 0 ? (presenceBits & bit) != 0 : find(name, 0) >= 0;
    }

    /** Whether there is a header of any of these names: one comparison of bits. */
    public boolean containsAny(FieldNameSet names) {
        return (presenceBits & names.bits) != 0;
    }

    /** A set of standard names, for {@link #containsAny}. */
    public static final class FieldNameSet {
        private final long bits;

        private FieldNameSet(long bits) {
            this.bits = bits;
        }

        /**
         * Returns a set of these names.
         *
         * @throws IllegalArgumentException for a name that is not standard
         */
        public static FieldNameSet of(FieldName... names) {
            long bits = 0;
            for (FieldName name : names) {
                if (name.bit() == 0) {
                    throw new IllegalArgumentException(name + " is not a standard name");
                }
                bits |= name.bit();
            }
            return new FieldNameSet(bits);
        }
    }

    /** The value of the first header of that name. */
    public Optional<String> first(FieldName name) {
        if (!canContain(name)) {
            return Optional.empty();
        }
        int at = find(name, 0);
        return at < 0 ? Optional.empty() : Optional.of(values[at]);
    }

    /** The value of the first header of that name. */
    public Optional<String> first(String name) {
        return first(FieldName.of(name));
    }

    /** The values of all headers of that name, in order. */
    public List<String> all(FieldName name) {
        if (!canContain(name)) {
            return List.of();
        }
        List<String> all = new ArrayList<>(1);
        for (int at = find(name, 0); at >= 0; at = find(name, at + 1)) {
            all.add(values[at]);
        }
        return all;
    }

    /** All headers of that name as one value, joined by commas as RFC 9110 §5.3 allows for lists. */
    public Optional<String> combined(FieldName name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
    }

    /** Whether the comma-separated list of that name contains the token, letter case ignored. RFC 9110 §5.6.1 */
    public boolean listContains(FieldName name, String token) {
        if (!canContain(name)) {
            return false;
        }
        int at = find(name, 0);
        while (at >= 0 && !isMember(token, values[at])) {
            at = find(name, at + 1);
        }
        return at >= 0;
    }

    private static boolean isMember(String token, String list) {
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            if (list.substring(from, to).strip().equalsIgnoreCase(token)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /**
     * The members of the comma-separated list of that name, which may be spread over several headers. Empty members are
     * dropped (RFC 9110 §5.6.1.2). Commas within quoted strings also separate.
     */
    public List<String> listMembers(FieldName name) {
        List<String> members = new ArrayList<>();
        for (String value : all(name)) {
            int from = 0;
            while (from <= value.length()) {
                int comma = value.indexOf(',', from);
                int to = comma < 0 ? value.length() : comma;
                String member = value.substring(from, to).strip();
                if (!member.isEmpty()) {
                    members.add(member);
                }
                from = to + 1;
            }
        }
        return members;
    }

    @Override
    public Iterator<FieldLine> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < size();
            }

            @Override
            public FieldLine next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return new FieldLine(names[at].toString(), values[at++]);
            }
        };
    }

    /** Whether both sections have the same headers, in the same spelling and order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers
                && Arrays.equals(values, headers.values)
                && Arrays.equals(spellings(), headers.spellings());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(spellings()) + Arrays.hashCode(values);
    }

    private String[] spellings() {
        return Arrays.stream(names).map(FieldName::toString).toArray(String[]::new);
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner(", ", "[", "]");
        forEach(fieldLine -> lines.add(fieldLine.name() + ": " + fieldLine.value()));
        return lines.toString();
    }

    private boolean canContain(FieldName name) {
        return name.bit() == 0 || (presenceBits & name.bit()) != 0;
    }

    private int find(FieldName name, int from) {
        for (int at = from; at < names.length; at++) {
            if (names[at].equals(name)) {
                return at;
            }
        }
        return -1;
    }
}
