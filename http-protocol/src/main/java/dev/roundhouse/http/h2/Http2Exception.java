package dev.roundhouse.http.h2;

/** A frame or a message violates a rule of HTTP/2. It has no stack trace: a peer causes it as often as it wants. */
public final class Http2Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final Http2Error error;

    /** Creates an exception. */
    public Http2Exception(Http2Error error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    /** The violated rule. */
    public Http2Error error() {
        return error;
    }
}
