/**
 * HTTP messages, semantics and the HTTP/1.1 machine without I/O.
 *
 * <p>Nothing here opens a socket, starts a thread, reads a clock or logs: bytes go in, events and bytes come out. The
 * module depends on {@code java.base} alone, so that it can be used under any transport.
 */
module dev.roundhouse.http.protocol {
    exports dev.roundhouse.http.connection;
    exports dev.roundhouse.http.grammar;
    exports dev.roundhouse.http.h1;
    exports dev.roundhouse.http.h1.client;
    exports dev.roundhouse.http.h1.server;
    exports dev.roundhouse.http.message;
    exports dev.roundhouse.http.semantics;
}
