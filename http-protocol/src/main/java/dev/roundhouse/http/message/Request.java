package dev.roundhouse.http.message;

/**
 * The head of a request: what is wanted, of what, and with which fields. Its body, if any, is asked for by answering with
 * an {@link Upload}.
 *
 * @param method what to do
 * @param target to what
 * @param version as the client said it, so 1.2 stays 1.2
 * @param headers as they were received
 */
public record Request(Method method, RequestTarget target, Version version, Headers headers) {

    /** A request for a path, as a client makes it; the Host field is added. */
    public static Request get(String host, String pathAndQuery) {
        return new Request(
                Method.GET, RequestTarget.originForm(pathAndQuery), Version.HTTP_1_1, Headers.of("Host", host));
    }

    /** The host, with port if given, that the request is for. RFC 9112 §3.3 */
    public String authority() {
        return target.authority().isEmpty() ? headers.first(FieldName.HOST).orElse("") : target.authority();
    }

    /** Whether only the head of the response is wanted. RFC 9110 §9.3.2 */
    public boolean isHeadRequest() {
        return method.equals(Method.HEAD);
    }
}
