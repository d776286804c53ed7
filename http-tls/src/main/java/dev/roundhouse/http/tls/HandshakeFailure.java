package dev.roundhouse.http.tls;

/** Why a TLS connection has ended before it could be used. */
public enum HandshakeFailure {
    /** It was not complete within the handshake timeout. */
    TIMEOUT("timeout"),

    /** There were as many unfinished handshakes as are allowed. */
    TOO_MANY("too many handshakes"),

    /** The client has sent an HTTP request without TLS; it got 400. */
    PLAIN_HTTP("plain HTTP"),

    /** The client has sent something else. */
    NOT_TLS("not TLS"),

    /** The client has closed the connection. */
    CLOSED_BY_PEER("closed by the client"),

    /** Client and server have nothing in common, the certificate was not accepted, or a message was malformed. */
    REJECTED("handshake failed");

    private final String text;

    HandshakeFailure(String text) {
        this.text = text;
    }

    /** A short text for logs. */
    public String text() {
        return text;
    }
}
