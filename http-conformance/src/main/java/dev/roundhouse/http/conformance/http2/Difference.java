package dev.roundhouse.http.conformance.http2;

/** Why a scenario of HTTP/1.1 does not apply to HTTP/2. */
public enum Difference {
    /** RFC 9112 §2-§5. */
    SYNTAX("the syntax of messages of HTTP/1.1"),
    /** RFC 9112 §2.3. */
    VERSION("another version of HTTP in the request line"),
    /** RFC 9112 §6, §7. */
    FRAMING("message framing of HTTP/1.1: Content-Length, transfer codings, chunks"),
    /** RFC 9112 §8: the end of the connection ends the message. */
    INCOMPLETE("a request that the end of the connection truncates"),
    /** RFC 9112 §9.3, §9.6: requests on one connection depend on each other. */
    PERSISTENCE("requests that are not responded to because the connection ends"),
    /** RFC 9112 §3.2: Host may be empty; RFC 9113 §8.3.1: an authority may not. */
    AUTHORITY("an empty authority"),
    /** RFC 9113 §6.5.2, §10.5.1: the size of a head is counted in another way, and in compressed bytes before. */
    LIMITS("limits of the size of a head"),
    /** Timeouts of a connection and of a stream differ. */
    TIMEOUT("timeouts of a connection");

    private final String reason;

    Difference(String reason) {
        this.reason = reason;
    }

    /** What the scenario is about. */
    public String reason() {
        return reason;
    }
}
