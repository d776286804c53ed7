package dev.roundhouse.http.h2.server;

/** What a stream waits for; if for several, the first of these. */
public enum StreamWait {
    /** The reply of the handler. */
    HANDLER,
    /** An upload that is not ready for the next bytes of the request. */
    UPLOAD,
    /** WINDOW_UPDATE of the client on the stream. */
    STREAM_WINDOW,
    /** WINDOW_UPDATE of the client on the connection. */
    CONNECTION_WINDOW,
    /** The rest of the request. */
    REQUEST,
    /** The producer of the response, which has no bytes at the moment. */
    PRODUCER,
    /** Its turn, or the socket. */
    OUTPUT
}
