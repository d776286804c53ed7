package dev.roundhouse.http.tls;

/** Whether a server requests a certificate of the client. RFC 8446 §4.3.2 */
public enum ClientAuthentication {
    /** It does not. */
    OFF,

    /** It does, and accepts clients without one. */
    WANT,

    /** It does, and the handshake with clients without one fails. */
    NEED
}
