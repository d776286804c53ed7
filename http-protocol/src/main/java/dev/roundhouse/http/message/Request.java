package dev.roundhouse.http.message;

import java.util.Objects;

/**
 * The head of a request, and the connection that it was received on. Immutable. A handler receives the body, if any, by
 * replying with an {@link Upload}.
 *
 * <pre>{@code
 * Request request = Request.get("example.org", "/docs/?page=2");
 * request.target().path(); // "/docs/"
 * request.headers().first("host"); // Optional[example.org]
 * }</pre>
 */
public final class Request {
    private final Head head;
    private final ConnectionInfo connection;
    private final int number;

    /**
     * The values in the head of a request. They depend only on the bytes of the head, so equal heads may share one.
     *
     * @param method the action
     * @param target the resource
     * @param version as the client sent it: 1.2 stays 1.2
     * @param headers as they were received
     */
    public record Head(Method method, RequestTarget target, Version version, Headers headers) {
        /** Whether the method is HEAD: the response has no content. RFC 9110 §9.3.2 */
        public boolean isHeadRequest() {
            return method.equals(Method.HEAD);
        }
    }

    /**
     * Creates a request that was received on a connection.
     *
     * @param number number of the request on its connection, from 1
     */
    public Request(Head head, ConnectionInfo connection, int number) {
        this.head = Objects.requireNonNull(head, "head must not be null");
        this.connection = Objects.requireNonNull(connection, "connection must not be null");
        this.number = number;
    }

    /** Creates a request without a connection, to be sent by a client or to test a handler. */
    public Request(Method method, RequestTarget target, Version version, Headers headers) {
        this(new Head(method, target, version, headers), ConnectionInfo.NONE, 0);
    }

    /** Returns a GET request of HTTP/1.1 with a Host header. */
    public static Request get(String host, String pathAndQuery) {
        return new Request(
                Method.GET, RequestTarget.originForm(pathAndQuery), Version.HTTP_1_1, Headers.of("Host", host));
    }

    /** Returns this request with another target, on the same connection and with the same {@link #id}. */
    public Request withTarget(RequestTarget target) {
        return new Request(new Head(method(), target, version(), headers()), connection, number);
    }

    /** The method, target, version and headers. */
    public Head head() {
        return head;
    }

    /** The action. */
    public Method method() {
        return head.method();
    }

    /** The resource. */
    public RequestTarget target() {
        return head.target();
    }

    /** The version, as the client sent it: 1.2 stays 1.2. */
    public Version version() {
        return head.version();
    }

    /** The headers, as they were received. */
    public Headers headers() {
        return head.headers();
    }

    /** The connection; {@link ConnectionInfo#NONE} for a request that was not received by a server. */
    public ConnectionInfo connection() {
        return connection;
    }

    /**
     * The identity of this request for logs and for fields such as {@code X-Request-Id}: the {@linkplain ConnectionInfo#id
     * id of the connection} and the number of the request on it. As unique as the id of the connection; a token of RFC 9110
     * §5.6.2.
     */
    public String id() {
        return connection.id() + "-" + number;
    }

    /** The requested host, with its port if there is one; empty when there is none. RFC 9112 §3.3 */
    public String authority() {
        return target().authority().isEmpty() ? headers().first(FieldName.HOST).orElse("") : target().authority();
    }

    /** Whether the method is HEAD: the response has no content. RFC 9110 §9.3.2 */
    public boolean isHeadRequest() {
        return head.isHeadRequest();
    }

    /** Requests are equal when their heads are, whatever connection they were received on. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Request request && head.equals(request.head);
    }

    @Override
    public int hashCode() {
        return head.hashCode();
    }

    @Override
    public String toString() {
        return method() + " " + target() + " " + version() + " " + headers();
    }
}
