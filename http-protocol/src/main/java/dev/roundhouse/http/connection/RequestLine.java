package dev.roundhouse.http.connection;

/**
 * The request line of a rejected request, as far as it was read, for logs. It has one character for each byte that the client
 * sent, so a log must escape it.
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
