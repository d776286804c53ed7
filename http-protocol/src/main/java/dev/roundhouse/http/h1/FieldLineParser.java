package dev.roundhouse.http.h1;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.HttpGrammar;

/** Reads field lines (RFC 9112 §5): of a request, a response or a trailer section. */
final class FieldLineParser {
    private FieldLineParser() {}

    /**
     * Reads field lines up to the empty line.
     *
     * @param octets belong to the section from now on; end with the empty line
     * @param from where the first line begins
     */
    static Headers parse(byte[] octets, int from, int maxFields) throws Http1Exception {
        Headers.RawBuilder index = new Headers.RawBuilder(octets);
        int at = from;
        while (octets[at] != HttpGrammar.CR || octets[at + 1] != HttpGrammar.LF) {
            if (index.size() == maxFields) {
                throw new Http1Exception(Http1Error.TOO_MANY_FIELDS);
            }
            at = parseLine(octets, at, index);
        }
        return index.build();
    }

    private static int parseLine(byte[] octets, int start, Headers.RawBuilder index) throws Http1Exception {
        int colon = nameEnd(octets, start);
        int at = colon + 1;
        while (isSpace(octets[at])) {
            at++;
        }
        int valueFrom = at;
        int valueTo = at;
        while (HttpGrammar.isFieldValueByte(octets[at])) {
            if (!isSpace(octets[at++])) {
                valueTo = at;
            }
        }
        int next = lineEnd(octets, at, Http1Error.FIELD_VALUE_MALFORMED);
        index.add(start, colon, valueFrom, valueTo);
        return next;
    }

    private static int nameEnd(byte[] octets, int start) throws Http1Exception {
        int at = start;
        while (HttpGrammar.isToken(octets[at])) {
            at++;
        }
        if (octets[at] == ':' && at > start) {
            return at;
        }
        // RFC 9112 §5.2: obs-fold MUST be refused or replaced. §5.1: white space before the colon MUST be refused.
        if (isSpace(octets[at])) {
            throw new Http1Exception(at == start ? Http1Error.FIELD_LINE_FOLDED : Http1Error.SPACE_BEFORE_COLON);
        }
        throw new Http1Exception(Http1Error.FIELD_NAME_MALFORMED);
    }

    /** Where the line after this one begins. A CR that is followed by anything but LF is a bare one, RFC 9112 §2.2. */
    static int lineEnd(byte[] octets, int at, Http1Error otherwise) throws Http1Exception {
        if (octets[at] != HttpGrammar.CR) {
            throw new Http1Exception(otherwise);
        }
        if (octets[at + 1] != HttpGrammar.LF) {
            throw new Http1Exception(Http1Error.BARE_CR);
        }
        return at + 2;
    }

    private static boolean isSpace(byte octet) {
        return octet == HttpGrammar.SP || octet == HttpGrammar.HTAB;
    }
}
