package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.message.Headers;

/** Reads field lines (RFC 9112 §5): of a request, a response or a trailer section. */
public final class FieldLineParser {
    private static final int LINE_END_BYTES = 2;

    private FieldLineParser() {}

    /**
     * Reads field lines up to the empty line.
     *
     * @param bytes end with the empty line
     * @param from the index of the first line
     */
    public static Headers parse(byte[] bytes, int from, int maxFields) throws Http1Exception {
        Headers.Builder headers = Headers.builder(Math.min(countLines(bytes, from), maxFields));
        int at = from;
        while (bytes[at] != HttpGrammar.CR || bytes[at + 1] != HttpGrammar.LF) {
            if (headers.size() == maxFields) {
                throw new Http1Exception(Http1Error.TOO_MANY_FIELDS);
            }
            at = parseLine(bytes, at, headers);
        }
        return headers.build();
    }

    /** The number of lines before the empty line; at least that of a valid section. */
    private static int countLines(byte[] bytes, int from) {
        int lines = 0;
        for (int at = from; at < bytes.length - LINE_END_BYTES; at++) {
            if (bytes[at] == HttpGrammar.LF) {
                lines++;
            }
        }
        return lines;
    }

    private static int parseLine(byte[] bytes, int start, Headers.Builder headers) throws Http1Exception {
        int colon = nameEnd(bytes, start);
        int at = colon + 1;
        while (HttpGrammar.isWhitespace(bytes[at])) {
            at++;
        }
        int valueFrom = at;
        int valueTo = at;
        while (HttpGrammar.isFieldValueByte(bytes[at])) {
            if (!HttpGrammar.isWhitespace(bytes[at++])) {
                valueTo = at;
            }
        }
        int next = lineEnd(bytes, at, Http1Error.FIELD_VALUE_MALFORMED);
        headers.addParsed(FieldNameTable.get(bytes, start, colon), HttpGrammar.decode(bytes, valueFrom, valueTo));
        return next;
    }

    private static int nameEnd(byte[] bytes, int start) throws Http1Exception {
        int at = start;
        while (HttpGrammar.isToken(bytes[at])) {
            at++;
        }
        if (bytes[at] == ':' && at > start) {
            return at;
        }
        // RFC 9112 §5.2: obs-fold MUST be rejected or replaced. §5.1: white space before the colon MUST be rejected.
        if (HttpGrammar.isWhitespace(bytes[at])) {
            throw new Http1Exception(at == start ? Http1Error.FIELD_LINE_FOLDED : Http1Error.SPACE_BEFORE_COLON);
        }
        throw new Http1Exception(Http1Error.FIELD_NAME_MALFORMED);
    }

    /** Where the line after this one begins. A CR that is followed by anything but LF is a bare one, RFC 9112 §2.2. */
    public static int lineEnd(byte[] bytes, int at, Http1Error error) throws Http1Exception {
        if (bytes[at] != HttpGrammar.CR) {
            throw new Http1Exception(error);
        }
        if (bytes[at + 1] != HttpGrammar.LF) {
            throw new Http1Exception(Http1Error.BARE_CR);
        }
        return at + 2;
    }
}
