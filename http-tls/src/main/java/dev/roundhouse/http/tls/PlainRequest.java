package dev.roundhouse.http.tls;

import dev.roundhouse.http.h1.MalformedMessageException;
import dev.roundhouse.http.h1.server.Http1;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** A request that a client has sent without TLS to a port for HTTPS, and the response to it. */
final class PlainRequest {
    /** The type of a record of the handshake. RFC 8446 §5.1 */
    private static final int HANDSHAKE = 22;

    private static final int MAX_BYTES = 8 << 10;

    private PlainRequest() {}

    /** Whether the first bytes of a connection are not those of a record. */
    static boolean isReceived(RecordReader records, CiphertextInput input) {
        return !records.hasReadRecord() && !input.isEmpty() && !isTls(input);
    }

    /** Whether the first bytes of a connection are those of a TLS record. */
    private static boolean isTls(CiphertextInput input) {
        return input.byteAt(0) == HANDSHAKE;
    }

    /** Whether the first bytes may be those of an HTTP request: they are the letters of a method. */
    static boolean isHttp(CiphertextInput input) {
        for (int i = 0; i < Math.min(input.length(), Method.OPTIONS.name().length()); i++) {
            int letter = input.byteAt(i);
            boolean isEndOfMethod = letter == ' ' && i > 2;
            if (isEndOfMethod) {
                return true;
            }
            if (letter < 'A' || letter > 'Z') {
                return false;
            }
        }
        return true;
    }

    /** Whether the head is complete, or too long to wait for the rest. */
    static boolean isComplete(CiphertextInput input) {
        int length = input.length();
        if (length >= MAX_BYTES) {
            return true;
        }
        for (int i = 1; i < length; i++) {
            boolean isEmptyLine = input.byteAt(i) == '\n'
                    && (input.byteAt(i - 1) == '\n'
                            || (input.byteAt(i - 1) == '\r' && i > 2 && input.byteAt(i - 2) == '\n'));
            if (isEmptyLine) {
                return true;
            }
        }
        return false;
    }

    /** The response, as it is sent without TLS. */
    static byte[] response(CiphertextInput input) {
        Optional<Request> request = parse(input.bytes().duplicate());
        String text = request.flatMap(PlainRequest::secureUri)
                .map(uri -> "This is the HTTPS port. Use " + uri)
                .orElse("This is the HTTPS port. Use a URL that starts with https://");
        Method method = request.map(Request::method).orElse(Method.GET);
        Request framing = new Request(
                method,
                RequestTarget.originForm("/"),
                Version.HTTP_1_1,
                Headers.of("Host", "localhost", "Connection", "close"));
        try {
            ByteBuffer encoded = Http1.encode(Response.plain(Status.BAD_REQUEST, text), framing, Instant.now());
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new IllegalStateException("a response in memory cannot be encoded", impossible);
        }
    }

    private static Optional<Request> parse(ByteBuffer bytes) {
        try {
            return Optional.of(Http1.parseRequest(bytes));
        } catch (MalformedMessageException malformed) {
            return Optional.empty();
        }
    }

    /** The URI of the same resource with the scheme https; nothing if the request does not name a host. */
    private static Optional<String> secureUri(Request request) {
        RequestTarget target = request.target();
        if (request.authority().isEmpty() || !target.path().startsWith("/")) {
            return Optional.empty();
        }
        String query = target.query().map(text -> "?" + text).orElse("");
        return Optional.of("https://" + request.authority() + target.path() + query);
    }
}
