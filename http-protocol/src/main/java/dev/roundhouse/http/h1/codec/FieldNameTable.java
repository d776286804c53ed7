package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import java.util.Arrays;

/**
 * Finds the name that received bytes spell. A standard name in its usual spelling, which most clients use, is found
 * without creating an object.
 */
final class FieldNameTable {
    private static final Entry[][] BY_LENGTH = byLength();

    /** A standard name and its bytes. */
    private static final class Entry {
        private final FieldName name;
        private final byte[] bytes;

        private Entry(FieldName name) {
            this.name = name;
            this.bytes = HttpGrammar.encode(name.toString());
        }
    }

    private FieldNameTable() {}

    /** Returns the name of these bytes, in their spelling. They are a token. */
    static FieldName get(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.length) {
            for (Entry entry : BY_LENGTH[length]) {
                if (Arrays.equals(bytes, from, to, entry.bytes, 0, length)) {
                    return entry.name;
                }
            }
        }
        return FieldName.spelled(HttpGrammar.decode(bytes, from, to));
    }

    private static Entry[][] byLength() {
        int longest = FieldName.standardNames().stream()
                .mapToInt(name -> name.toString().length())
                .max()
                .orElse(0);
        Entry[][] table = new Entry[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int requested = length;
            table[length] = FieldName.standardNames().stream()
                    .map(Entry::new)
                    .filter(entry -> entry.bytes.length == requested)
                    .toArray(Entry[]::new);
        }
        return table;
    }
}
