/**
 * HTTP messages, semantics, and connections of HTTP/1.1 and HTTP/2 without I/O.
 *
 * <p>No class opens a socket, starts a thread, reads a clock or logs. The module depends on {@code java.base} only, so that it
 * can be used with any transport.
 */
module dev.roundhouse.http.protocol {
    exports dev.roundhouse.http.connection;
    exports dev.roundhouse.http.grammar;
    exports dev.roundhouse.http.h1;
    exports dev.roundhouse.http.h1.client;
    exports dev.roundhouse.http.h1.server;
    exports dev.roundhouse.http.h2;
    exports dev.roundhouse.http.h2.client;
    exports dev.roundhouse.http.h2.frame;
    exports dev.roundhouse.http.h2.server;
    exports dev.roundhouse.http.hpack;
    exports dev.roundhouse.http.message;
    exports dev.roundhouse.http.semantics;
}
