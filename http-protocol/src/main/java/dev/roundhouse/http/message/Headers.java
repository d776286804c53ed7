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
 * A header section (RFC 9110 §5): fields in order, names compared without regard to letter case. Immutable.
 *
 * <p>It is held as the octets of its wire form with an index over them. So a section that was received is not taken apart
 * before somebody asks, and one that is sent again and again (a cached response) is encoded once.
 */
public final class Headers implements Iterable<Headers.FieldLine> {
    /** No field at all. */
    public static final Headers EMPTY = new Builder().build();

    /** The index has four numbers for each field. */
    private static final int OFFSETS_PER_FIELD = 4;

    private final byte[] bytes;
    private final int[] index;
    private final long presenceBits;

    private Headers(byte[] bytes, int[] index, long cached) {
        this.bytes = bytes;
        this.index = index;
        this.presenceBits = cached;
    }

    /**
     * One field line.
     *
     * @param name as it was spelled
     * @param value without white space around it, one character an octet
     */
    public record FieldLine(String name, String value) {}

    /** Collects the places of fields in octets that a parser has checked. The octets belong to the section from then on. */
    public static final class RawBuilder {
        private final byte[] bytes;
        private int[] offsets = new int[8 * OFFSETS_PER_FIELD];
        private int used;
        private long presenceBits;

        /** An index over these octets, which nobody changes any more. */
        public RawBuilder(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The number of fields added so far. */
        public int size() {
            return used / OFFSETS_PER_FIELD;
        }

        /** Adds a field whose name and value stand at these places; the value without white space around it. */
        public void add(int nameFrom, int nameTo, int valueFrom, int valueTo) {
            if (used == offsets.length) {
                offsets = Arrays.copyOf(offsets, used * 2);
            }
            offsets[used] = nameFrom;
            offsets[used + 1] = nameTo;
            offsets[used + 2] = valueFrom;
            offsets[used + 3] = valueTo;
            used += OFFSETS_PER_FIELD;
            presenceBits |= FieldName.bit(FieldName.indexOf(bytes, nameFrom, nameTo));
        }

        /** The section. */
        public Headers build() {
            return new Headers(bytes, Arrays.copyOf(offsets, used), presenceBits);
        }
    }

    /** Makes a section to be sent. What it refuses cannot be sent by anybody: a line end in a value splits no response. */
    public static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private final List<int[]> offsets = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a field, after those of the same name.
         *
         * @throws IllegalArgumentException when the name is no token, or the value holds a control character, a character
         *     above U+00FF, or white space at an end (RFC 9110 §5.5)
         */
        public Builder add(String name, String value) {
            if (!HttpGrammar.isToken(name)) {
                throw new IllegalArgumentException("invalid field name (RFC 9110 §5.1): " + name);
            }
            if (!isFieldValue(value)) {
                throw new IllegalArgumentException("invalid value for field " + name + " (RFC 9110 §5.5)");
            }
            int nameFrom = text.length();
            text.append(name).append(": ").append(value).append("\r\n");
            int valueFrom = nameFrom + name.length() + 2;
            offsets.add(new int[] {nameFrom, nameFrom + name.length(), valueFrom, valueFrom + value.length()});
            return this;
        }

        /** Adds a field of that name, after those of the same name. */
        public Builder add(FieldName name, String value) {
            return add(name.toString(), value);
        }

        /** Adds all fields of another section. */
        public Builder addAll(Headers other) {
            other.forEach(fieldLine -> add(fieldLine.name(), fieldLine.value()));
            return this;
        }

        /** The section. */
        public Headers build() {
            RawBuilder rawBuilder = new RawBuilder(HttpGrammar.encode(text.toString()));
            offsets.forEach(place -> rawBuilder.add(place[0], place[1], place[2], place[3]));
            return rawBuilder.build();
        }
    }

    /** Starts a section to be sent. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A section of names and values in turn.
     *
     * @throws IllegalArgumentException when a name stands without a value, or as {@link Builder#add} says
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

    /** This section and one more field. */
    public Headers with(FieldName name, String value) {
        return builder().addAll(this).add(name, value).build();
    }

    /** This section without any field of that name. */
    public Headers without(FieldName name) {
        Builder rest = builder();
        forEach(fieldLine -> {
            if (!FieldName.of(fieldLine.name()).equals(name)) {
                rest.add(fieldLine.name(), fieldLine.value());
            }
        });
        return rest.build();
    }

    /** The number of field lines. */
    public int size() {
        return index.length / OFFSETS_PER_FIELD;
    }

    /** Whether a field of that name is there. */
    public boolean contains(FieldName name) {
        long bit = name.bit();
        return bit != 0 ? (presenceBits & bit) != 0 : find(name, 0) >= 0;
    }

    /** Whether any of these fields is there: one comparison for names that are constants of {@link FieldName}. */
    public boolean containsAny(FieldNameSet names) {
        return (presenceBits & names.bits) != 0;
    }

    /** Some constants of {@link FieldName}, to be looked for together. */
    public static final class FieldNameSet {
        private final long bits;

        private FieldNameSet(long bits) {
            this.bits = bits;
        }

        /**
         * A set of these names.
         *
         * @throws IllegalArgumentException for a name that is no constant of {@link FieldName}
         */
        public static FieldNameSet of(FieldName... names) {
            long bits = 0;
            for (FieldName name : names) {
                if (name.bit() == 0) {
                    throw new IllegalArgumentException(name + " is no constant of FieldName");
                }
                bits |= name.bit();
            }
            return new FieldNameSet(bits);
        }
    }

    /** The value of the first field line of that name. */
    public Optional<String> first(FieldName name) {
        if (!mayContain(name)) {
            return Optional.empty();
        }
        int at = find(name, 0);
        return at < 0 ? Optional.empty() : Optional.of(value(at));
    }

    /** The value of the first field line of that name. */
    public Optional<String> first(String name) {
        return first(FieldName.of(name));
    }

    /** The values of all field lines of that name, in order. */
    public List<String> all(FieldName name) {
        if (!mayContain(name)) {
            return List.of();
        }
        List<String> values = new ArrayList<>(1);
        for (int at = find(name, 0); at >= 0; at = find(name, at + 1)) {
            values.add(value(at));
        }
        return values;
    }

    /** All field lines of that name as one value, joined by commas as RFC 9110 §5.3 allows for lists. */
    public Optional<String> combined(FieldName name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** Whether a comma-separated list of tokens of that name holds the token, letter case ignored. RFC 9110 §5.6.1 */
    public boolean listContains(FieldName name, String token) {
        return listMembers(name).stream().anyMatch(token::equalsIgnoreCase);
    }

    /** The members of the comma-separated list of that name, which may be spread over lines; empty ones are dropped, as RFC
     * 9110 §5.6.1.2 wants it. No regard is paid to quoted strings. */
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

    /** The octets of the field lines as they are sent, each ended by CRLF. A fresh copy. */
    public byte[] encoded() {
        StringBuilder lines = new StringBuilder();
        forEach(fieldLine -> lines.append(fieldLine.name())
                .append(": ")
                .append(fieldLine.value())
                .append("\r\n"));
        return HttpGrammar.encode(lines.toString());
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
                int place = at * OFFSETS_PER_FIELD;
                String name = HttpGrammar.decode(bytes, index[place], index[place + 1]);
                return new FieldLine(name, value(at++));
            }
        };
    }

    /** Whether two sections hold the same fields, spelled alike, in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && Arrays.equals(encoded(), headers.encoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded());
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner(", ", "[", "]");
        forEach(fieldLine -> lines.add(fieldLine.name() + ": " + fieldLine.value()));
        return lines.toString();
    }

    /** Whether the text may stand as a field value: no control character, no white space at its ends. RFC 9110 §5.5 */
    public static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF || !HttpGrammar.isFieldValueByte((byte) text.charAt(i))) {
                return false;
            }
        }
        return text.isEmpty() || !(isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1)));
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t';
    }

    private boolean mayContain(FieldName name) {
        return name.bit() == 0 || (presenceBits & name.bit()) != 0;
    }

    private int find(FieldName name, int from) {
        for (int at = from; at < size(); at++) {
            if (name.matches(bytes, index[at * OFFSETS_PER_FIELD], index[at * OFFSETS_PER_FIELD + 1])) {
                return at;
            }
        }
        return -1;
    }

    private String value(int at) {
        return HttpGrammar.decode(bytes, index[at * OFFSETS_PER_FIELD + 2], index[at * OFFSETS_PER_FIELD + 3]);
    }
}
