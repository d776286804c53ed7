package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Headers;

/** Parses the header section of a part. */
final class PartHeaderParser {
    private PartHeaderParser() {}

    /**
     * Parses a header section.
     *
     * @param head lines with their line ends, and the empty line
     * @return the fields, one character for each byte
     */
    static Headers parse(byte[] head) throws MultipartException {
        String text = HttpGrammar.decode(head, 0, head.length);
        Headers.Builder headers = Headers.builder();
        int from = 0;
        while (!text.startsWith("\r\n", from)) {
            int to = text.indexOf("\r\n", from);
            if (to < 0) {
                throw malformed();
            }
            add(text.substring(from, to), headers);
            from = to + 2;
        }
        return headers.build();
    }

    private static void add(String line, Headers.Builder headers) throws MultipartException {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw malformed();
        }
        try {
            headers.add(line.substring(0, colon), trim(line.substring(colon + 1)));
        } catch (IllegalArgumentException invalid) {
            // No token before the colon, as in a folded line, or a control character in the value.
            throw malformed();
        }
    }

    /** Removes spaces and tabs at the ends, and nothing else. */
    private static String trim(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && HttpGrammar.isWhitespace(value.charAt(from))) {
            from++;
        }
        while (to > from && HttpGrammar.isWhitespace(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static MultipartException malformed() {
        return MultipartException.malformed("malformed header section of a part");
    }
}
