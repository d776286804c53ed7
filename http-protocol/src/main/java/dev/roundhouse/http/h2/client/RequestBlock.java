package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.h2.stream.FieldBlocks;
import dev.roundhouse.http.h2.stream.FieldRules;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackOutput;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import java.util.Locale;
import java.util.Set;

/**
 * A request without a body, encoded once to be sent many times: by a health check, a poller or a load generator. It refers to no dynamic
 * table. Immutable; may be shared by any number of connections and threads.
 *
 * <pre>{@code
 * RequestBlock ping = RequestBlock.of("https", Request.get("example.org", "/health"));
 * connection.send(ping, listener);
 * }</pre>
 */
public final class RequestBlock {
    /** RFC 9110 §8.6: requests with these methods have {@code Content-Length: 0} when they have no content. */
    private static final Set<Method> METHODS_WITH_CONTENT = Set.of(Method.POST, Method.PUT, Method.PATCH);

    private final byte[] bytes;
    private final Method method;

    private RequestBlock(byte[] bytes, Method method) {
        this.bytes = bytes;
        this.method = method;
    }

    /**
     * Encodes a request.
     *
     * @param scheme {@code https}, or {@code http} in clear
     * @throws IllegalArgumentException as {@link Http2ClientConnection#send} does
     */
    public static RequestBlock of(String scheme, Request request) {
        return of(scheme, request, Body.empty());
    }

    /**
     * Encodes the head of a request. RFC 9113 §8.3.1
     *
     * @throws IllegalArgumentException when it has no authority, fields that HTTP/2 does not have, or the method CONNECT
     */
    static RequestBlock of(String scheme, Request request, Body body) {
        if (request.method().equals(Method.CONNECT)) {
            throw new IllegalArgumentException("CONNECT is not supported");
        }
        if (request.authority().isEmpty()) {
            throw new IllegalArgumentException("a request needs a Host field or an absolute target (RFC 9113 §8.3.1)");
        }
        checkFields(request.headers());
        HpackOutput block = new HpackOutput();
        HpackEncoder.encodeStateless(":method", request.method().name(), block);
        HpackEncoder.encodeStateless(":scheme", scheme, block);
        HpackEncoder.encodeStateless(":authority", request.authority(), block);
        HpackEncoder.encodeStateless(":path", path(request.target()), block);
        FieldBlocks.append(block, request.headers().without(FieldName.HOST));
        if (body.length() > 0 || (body.length() == 0 && METHODS_WITH_CONTENT.contains(request.method()))) {
            HpackEncoder.encodeStateless("content-length", Long.toString(body.length()), block);
        }
        return new RequestBlock(block.toByteArray(), request.method());
    }

    private static void checkFields(Headers fields) {
        for (Headers.FieldLine line : fields) {
            String name = line.name().toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                throw new IllegalArgumentException("Content-Length follows from the body; leave it out");
            }
            if (FieldRules.isConnectionSpecific(name, line.value())) {
                throw new IllegalArgumentException("HTTP/2 has no field " + line.name() + " (RFC 9113 §8.2.2)");
            }
        }
    }

    private static String path(RequestTarget target) {
        return target.form() == RequestTarget.Form.ASTERISK
                ? "*"
                : target.path() + target.query().map(query -> "?" + query).orElse("");
    }

    /** The encoded fields, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether the response has no content. RFC 9110 §9.3.2 */
    boolean isHeadRequest() {
        return method.equals(Method.HEAD);
    }
}
