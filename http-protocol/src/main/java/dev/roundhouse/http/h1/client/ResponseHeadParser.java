package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.FieldLineParser;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;

/** Reads the head of a response: the status line (RFC 9112 §4) and the field lines. */
final class ResponseHeadParser {
    /** {@code HTTP/1.1 200 } */
    private static final int REASON_AT = 13;

    private ResponseHeadParser() {}

    static ResponseHead parse(byte[] bytes, Http1Limits limits) throws Http1Exception {
        int end = 0;
        while (HttpGrammar.isFieldValueByte(bytes[end])) {
            end++;
        }
        String line = HttpGrammar.decode(bytes, 0, end);
        int fieldsFrom = FieldLineParser.lineEnd(bytes, end, Http1Error.STATUS_LINE_MALFORMED);
        require(line.startsWith("HTTP/1.") && line.length() >= REASON_AT - 1);
        require(line.charAt(8) == ' ' && (line.length() < REASON_AT || line.charAt(REASON_AT - 1) == ' '));
        Version version = Version.of(1, digit(line, 7));
        int code = digit(line, 9) * 100 + digit(line, 10) * 10 + digit(line, 11);
        // RFC 9110 §15: a client treats an unknown status as x00 of its class; outside 1xx to 5xx there is no
        // class.
        require(code >= 100 && code < 600);
        // White space around the reason phrase has no meaning.
        Status status = new Status(
                code, line.substring(Math.min(REASON_AT, line.length())).strip());
        Headers headers =
                FieldLineParser.parse(bytes, fieldsFrom, limits.common().fields());
        return new ResponseHead(version, status, headers);
    }

    private static int digit(String line, int at) throws Http1Exception {
        int digit = HttpGrammar.digit(line.charAt(at));
        require(digit >= 0);
        return digit;
    }

    private static void require(boolean holds) throws Http1Exception {
        if (!holds) {
            throw new Http1Exception(Http1Error.STATUS_LINE_MALFORMED);
        }
    }
}
