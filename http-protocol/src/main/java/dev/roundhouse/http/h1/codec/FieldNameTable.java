package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the name that received bytes spell. A standard or frequent name in its usual spelling, which most clients use, is
 * found without creating an object.
 */
final class FieldNameTable {
    /** What browsers and proxies send and {@link FieldName} has no constants for. */
    private static final List<String> FREQUENT_NAMES = List.of(
            "Accept-Language",
            "Authorization",
            "Cookie",
            "DNT",
            "Forwarded",
            "Keep-Alive",
            "Pragma",
            "Priority",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "Sec-Fetch-User",
            "Sec-GPC",
            "Upgrade-Insecure-Requests",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Real-IP",
            "sec-ch-ua",
            "sec-ch-ua-mobile",
            "sec-ch-ua-platform");

    private static final Entry[][] BY_LENGTH = byLength();

    /** A name and its bytes. */
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
        List<Entry> entries = Stream.concat(
                        FieldName.standardNames().stream(),
                        FREQUENT_NAMES.stream().map(FieldName::spelled))
                .map(Entry::new)
                .toList();
        int longest =
                entries.stream().mapToInt(entry -> entry.bytes.length).max().orElse(0);
        Entry[][] table = new Entry[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int requested = length;
            table[length] = entries.stream()
                    .filter(entry -> entry.bytes.length == requested)
                    .toArray(Entry[]::new);
        }
        return table;
    }
}
