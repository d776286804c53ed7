package dev.roundhouse.http.message;

/**
 * Encodes the head of a response in the message format of one version of HTTP. There is one instance for each format: it
 * is the key under which a response keeps the result, see {@link Response#encodedHead}.
 *
 * @param <T> the encoded head; not changed after it was returned
 */
public interface HeadEncoder<T> {
    /** Encodes the head of the response, always with the same result. */
    T encode(Response response);
}
