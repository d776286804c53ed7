package dev.roundhouse.http.message;

/**
 * The head of a request. A handler receives the body, if any, by replying with an {@link Upload}.
 *
 * <pre>{@code
 * Request request = Request.get("example.org", "/docs/?page=2");
 * request.target().path(); // "/docs/"
 * request.headers().first("host"); // Optional[example.org]
 * }</pre>
 *
 * @param method the action
 * @param target the resource
 * @param version as the client sent it: 1.2 stays 1.2
 * @param headers as they were received
 */
public record Request(Method method, RequestTarget target, Version version, Headers headers) {

    /** Returns a GET request of HTTP/1.1 with a Host header. */
    public static Request get(String host, String pathAndQuery) {
        return new Request(
                Method.GET, RequestTarget.originForm(pathAndQuery), Version.HTTP_1_1, Headers.of("Host", host));
    }

    /** The requested host, with its port if there is one; empty when there is none. RFC 9112 §3.3 */
    public String authority() {
        return target.authority().isEmpty() ? headers.first(FieldName.HOST).orElse("") : target.authority();
    }

    /** Whether the method is HEAD: the response has no content. RFC 9110 §9.3.2 */
    public boolean isHeadRequest() {
        return method.equals(Method.HEAD);
    }
}
