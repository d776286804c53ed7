package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Authority;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import java.util.Arrays;
import java.util.List;

/** Reads the head of a request: the request line (RFC 9112 §3), the field lines (§5), and what they mean together. */
final class RequestHeadParser {
    /** {@code HTTP/1.1} */
    private static final int VERSION_LENGTH = 8;

    private static final byte[] VERSION_NAME = HttpGrammar.encode("HTTP/");
    private static final int MAJOR = 5;
    private static final int MINOR = 7;

    private final byte[] bytes;
    private final Http1Limits limits;
    private int position;

    RequestHeadParser(byte[] bytes, Http1Limits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    RequestHead.Accepted parse() throws Http1Exception {
        Method method = parseMethod();
        String target = parseTarget();
        Version version = parseVersion();
        RequestTarget parsed =
                RequestTarget.parse(method, target).orElseThrow(() -> new Http1Exception(Http1Error.TARGET_MALFORMED));
        Headers headers = FieldLineParser.parse(bytes, position, limits.common().fields());
        checkHost(version, headers);
        Request.Head request = new Request.Head(method, parsed, version, headers);
        boolean keepsAlive = Persistence.of(version, headers) == Persistence.KEEP_ALIVE;
        BodyFraming framing = FramingRules.ofRequest(request, limits);
        return new RequestHead.Accepted(request, framing, keepsAlive, isContinueExpected(request));
    }

    /**
     * Reads an invalid request line as far as possible: the method if a space follows it, and then the rest.
     *
     * @param bytes from the first byte of the line to its end, or to the end of the input
     */
    static RequestLine lineOf(byte[] bytes) {
        int methodEnd = 0;
        while (methodEnd < bytes.length && HttpGrammar.isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == 0 || methodEnd == bytes.length || bytes[methodEnd] != HttpGrammar.SP) {
            return RequestLine.NONE;
        }
        int lineEnd = methodEnd;
        while (lineEnd < bytes.length && bytes[lineEnd] != HttpGrammar.CR && bytes[lineEnd] != HttpGrammar.LF) {
            lineEnd++;
        }
        String rest = HttpGrammar.decode(bytes, methodEnd + 1, lineEnd);
        int targetEnd = rest.indexOf(HttpGrammar.SP);
        String method = HttpGrammar.decode(bytes, 0, methodEnd);
        return targetEnd < 0
                ? new RequestLine(method, rest, "")
                : new RequestLine(method, rest.substring(0, targetEnd), rest.substring(targetEnd + 1));
    }

    private Method parseMethod() throws Http1Exception {
        int start = position;
        while (HttpGrammar.isToken(bytes[position])) {
            position++;
        }
        if (position == start || bytes[position] != HttpGrammar.SP) {
            throw new Http1Exception(
                    bytes[position] == HttpGrammar.CR ? incompleteLineError() : Http1Error.METHOD_MALFORMED);
        }
        return Method.of(HttpGrammar.decode(bytes, start, position++));
    }

    private String parseTarget() throws Http1Exception {
        int start = position;
        while (HttpGrammar.isTargetByte(bytes[position])) {
            position++;
        }
        if (bytes[position] == HttpGrammar.CR) {
            throw new Http1Exception(incompleteLineError());
        }
        if (bytes[position] != HttpGrammar.SP) {
            throw new Http1Exception(Http1Error.TARGET_MALFORMED);
        }
        if (position == start) {
            throw new Http1Exception(Http1Error.REQUEST_LINE_MALFORMED);
        }
        return HttpGrammar.decode(bytes, start, position++);
    }

    /** The line ended before it had three parts. This is the form of HTTP/0.9, which RFC 9112 does not require. */
    private Http1Error incompleteLineError() {
        return bytes[position + 1] == HttpGrammar.LF ? Http1Error.REQUEST_LINE_MALFORMED : Http1Error.BARE_CR;
    }

    private Version parseVersion() throws Http1Exception {
        int start = position;
        while (bytes[position] > HttpGrammar.SP) {
            position++;
        }
        if (bytes[position] == HttpGrammar.SP) {
            throw new Http1Exception(Http1Error.REQUEST_LINE_MALFORMED);
        }
        if (!isVersion(start, position)) {
            throw new Http1Exception(Http1Error.VERSION_MALFORMED);
        }
        position = FieldLineParser.lineEnd(bytes, position, Http1Error.VERSION_MALFORMED);
        Version version = Version.of(
                HttpGrammar.digit((char) bytes[start + MAJOR]), HttpGrammar.digit((char) bytes[start + MINOR]));
        if (version.major() != 1) {
            throw new Http1Exception(Http1Error.VERSION_UNSUPPORTED);
        }
        return version;
    }

    /** RFC 9112 §2.3: the name is case-sensitive, and there is one digit on each side of the dot. */
    private boolean isVersion(int from, int to) {
        return to - from == VERSION_LENGTH
                && Arrays.equals(bytes, from, from + MAJOR, VERSION_NAME, 0, MAJOR)
                && bytes[from + MAJOR + 1] == '.'
                && HttpGrammar.isDigit((char) bytes[from + MAJOR])
                && HttpGrammar.isDigit((char) bytes[from + MINOR]);
    }

    /** RFC 9112 §3.2: a missing (in HTTP/1.1), repeated or invalid Host MUST be rejected with 400. */
    private static void checkHost(Version version, Headers headers) throws Http1Exception {
        List<String> hosts = headers.all(FieldName.HOST);
        if (hosts.size() > 1) {
            throw new Http1Exception(Http1Error.HOST_DUPLICATE);
        }
        if (hosts.isEmpty()) {
            if (version.isAtLeast(Version.HTTP_1_1)) {
                throw new Http1Exception(Http1Error.HOST_MISSING);
            }
        } else if (!Authority.isValid(hosts.get(0))) {
            throw new Http1Exception(Http1Error.HOST_INVALID);
        }
    }

    /** RFC 9110 §10.1.1: an HTTP/1.0 client's expectation is ignored, and an unsupported one may be rejected with 417. */
    private static boolean isContinueExpected(Request.Head request) throws Http1Exception {
        Headers headers = request.headers();
        if (!headers.contains(FieldName.EXPECT) || !request.version().isAtLeast(Version.HTTP_1_1)) {
            return false;
        }
        List<String> expectations = headers.listMembers(FieldName.EXPECT);
        if (!expectations.stream().allMatch("100-continue"::equalsIgnoreCase)) {
            throw new Http1Exception(Http1Error.EXPECTATION_UNSUPPORTED);
        }
        return !expectations.isEmpty();
    }
}
