package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.stream.FieldBlockDecoder;
import dev.roundhouse.http.h2.stream.FieldCounter;
import dev.roundhouse.http.h2.stream.FieldRules;
import dev.roundhouse.http.h2.stream.Priority;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.Authority;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.ContentLength;
import java.util.List;

/**
 * Makes a request of the fields of a block, in the order of RFC 9113 §8.2 and §8.3. The first violation decides. The authority becomes
 * a Host field, so that a handler finds it where HTTP/1.1 has it.
 */
final class RequestFields implements FieldBlockDecoder.HeadReceiver<DecodedHead> {
    private static final FieldName COOKIE = FieldName.of("Cookie");
    private static final FieldName PRIORITY = FieldName.of("Priority");
    private static final String CONNECT = Method.CONNECT.name();

    private final Http2Limits limits;
    private final FieldCounter counter;
    private final Headers.Builder headers = Headers.builder();

    /** Pseudo-header fields; null if they are missing. */
    private String method;

    private String scheme;
    private String path;
    private String authority;

    private String host;
    private StringBuilder cookies;

    /** The first violation; null if there is none. */
    private Http2Error error;

    RequestFields(Http2Limits limits) {
        this.limits = limits;
        this.counter = new FieldCounter(limits.common());
    }

    @Override
    public void receive(HpackField field) {
        if (error != null) {
            return;
        }
        try {
            String name = field.name();
            if (!name.isEmpty() && name.charAt(0) == ':') {
                receivePseudoHeader(name, field.value());
            } else {
                receiveField(field);
            }
        } catch (Http2Exception violation) {
            error = violation.error();
        }
    }

    private static Http2Exception violation(Http2Error error) {
        return new Http2Exception(error);
    }

    /** RFC 9113 §8.3: before all other fields, and each once. */
    private void receivePseudoHeader(String name, String value) throws Http2Exception {
        if (counter.hasCounted()) {
            throw violation(Http2Error.PSEUDO_HEADER_INVALID);
        }
        switch (name) {
            case ":method" -> method = first(method, value);
            case ":scheme" -> scheme = first(scheme, value);
            case ":path" -> path = first(path, value);
            case ":authority" -> authority = first(authority, value);
            default -> throw violation(Http2Error.PSEUDO_HEADER_INVALID);
        }
    }

    private static String first(String former, String value) throws Http2Exception {
        if (former != null) {
            throw violation(Http2Error.PSEUDO_HEADER_INVALID);
        }
        return value;
    }

    private void receiveField(HpackField field) throws Http2Exception {
        counter.count(field);
        FieldName name = FieldRules.check(field);
        String value = field.value();
        if (name.equals(FieldName.HOST)) {
            if (host != null) {
                throw violation(Http2Error.AUTHORITY_INVALID);
            }
            host = value;
        } else if (name.equals(COOKIE)) {
            joinCookie(value);
        } else {
            headers.addParsed(name, value);
        }
    }

    /** RFC 9113 §8.2.3 */
    private void joinCookie(String crumb) {
        if (cookies == null) {
            cookies = new StringBuilder(crumb);
        } else {
            cookies.append("; ").append(crumb);
        }
    }

    @Override
    public DecodedHead result(boolean isComplete, boolean endStream) {
        if (error == null && !isComplete) {
            error = Http2Error.FIELDS_TOO_LARGE;
        }
        try {
            if (error != null) {
                throw violation(error);
            }
            return accept(endStream);
        } catch (Http2Exception violation) {
            return new DecodedHead.Invalid(violation.error(), line());
        }
    }

    private RequestLine line() {
        return new RequestLine(method == null ? "" : method, path == null ? "" : path, Version.HTTP_2.toString());
    }

    private DecodedHead.Valid accept(boolean endStream) throws Http2Exception {
        RequestTarget target = target();
        Headers fields = fields();
        long contentLength = contentLength(fields, endStream);
        Request.Head head = new Request.Head(Method.of(method), target, Version.HTTP_2, fields);
        Priority priority = fields.contains(PRIORITY)
                ? Priority.parse(fields.combined(PRIORITY).orElseThrow())
                : Priority.DEFAULT;
        return new DecodedHead.Valid(head, contentLength, isContinueExpected(fields), priority);
    }

    /** RFC 9113 §8.3.1, §8.5 */
    private RequestTarget target() throws Http2Exception {
        if (method == null) {
            throw violation(Http2Error.PSEUDO_HEADER_MISSING);
        }
        if (!HttpGrammar.isToken(method)) {
            throw violation(Http2Error.TARGET_MALFORMED);
        }
        return method.equals(CONNECT) ? connectTarget() : pathTarget();
    }

    private RequestTarget connectTarget() throws Http2Exception {
        if (scheme != null || path != null || authority == null) {
            throw violation(Http2Error.PSEUDO_HEADER_INVALID);
        }
        return RequestTarget.parse(Method.CONNECT, authority)
                .orElseThrow(() -> violation(Http2Error.AUTHORITY_INVALID));
    }

    private RequestTarget pathTarget() throws Http2Exception {
        if (scheme == null || path == null || path.isEmpty()) {
            throw violation(Http2Error.PSEUDO_HEADER_MISSING);
        }
        if (path.length() > limits.targetBytes()) {
            throw violation(Http2Error.TARGET_TOO_LONG);
        }
        // The absolute form belongs into a request line alone.
        boolean isPathOrAsterisk = path.charAt(0) == '/' || path.equals("*");
        if (!isScheme(scheme) || !isPathOrAsterisk || !HttpGrammar.isTarget(path)) {
            throw violation(Http2Error.TARGET_MALFORMED);
        }
        return RequestTarget.parse(Method.of(method), path).orElseThrow(() -> violation(Http2Error.TARGET_MALFORMED));
    }

    /** A proxy that ends TLS may send https in clear, so the scheme need not be that of the connection. */
    private static boolean isScheme(String text) {
        return text.equals("https") || text.equals("http");
    }

    private Headers fields() throws Http2Exception {
        if (authority == null && host == null) {
            throw violation(Http2Error.AUTHORITY_INVALID);
        }
        String chosen = authority == null ? host : authority;
        boolean contradict = host != null && !host.equalsIgnoreCase(chosen);
        boolean hasNoHost = chosen.isEmpty() || chosen.startsWith(":");
        if (contradict || hasNoHost || !Authority.isValid(chosen)) {
            throw violation(Http2Error.AUTHORITY_INVALID);
        }
        if (cookies != null) {
            headers.addParsed(COOKIE, cookies.toString());
        }
        Headers received = headers.build();
        return Headers.builder(received.size() + 1)
                .addParsed(FieldName.HOST, chosen)
                .addAll(received)
                .build();
    }

    /** RFC 9113 §8.1.1: a declared length of more than 0 contradicts a message without DATA. */
    private long contentLength(Headers fields, boolean endStream) throws Http2Exception {
        long length = ContentLength.of(fields);
        if (length == ContentLength.NONE) {
            return endStream ? 0 : ContentLength.NONE;
        }
        if (length == ContentLength.INVALID || (endStream && length > 0)) {
            throw violation(Http2Error.CONTENT_LENGTH_MISMATCH);
        }
        if (length == ContentLength.TOO_LARGE || length > limits.common().bodyBytes()) {
            throw violation(Http2Error.BODY_TOO_LARGE);
        }
        return length;
    }

    /** RFC 9110 §10.1.1 */
    private static boolean isContinueExpected(Headers fields) throws Http2Exception {
        if (!fields.contains(FieldName.EXPECT)) {
            return false;
        }
        List<String> expectations = fields.listMembers(FieldName.EXPECT);
        if (!expectations.stream().allMatch("100-continue"::equalsIgnoreCase)) {
            throw violation(Http2Error.EXPECTATION_UNSUPPORTED);
        }
        return !expectations.isEmpty();
    }
}
