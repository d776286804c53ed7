package dev.roundhouse.http.connection;

/**
 * What was read of the request line of a request that was rejected, for logs: as the client sent it, one character for each
 * byte, whatever they are. So whoever writes it down escapes it.
 *
 * @param method the method, or empty when it was not read to its end
 * @param target the target as far as it was read, or empty
 * @param version the rest of the line as far as it was read, or empty
 */
public record RequestLine(String method, String target, String version) {
    /** Nothing was read. */
    public static final RequestLine NONE = new RequestLine("", "", "");

    /** The line as far as it was read. */
    @Override
    public String toString() {
        return (method + " " + target + " " + version).stripTrailing();
    }
}
