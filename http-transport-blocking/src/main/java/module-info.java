/** A transport with blocking sockets and a thread for each connection. */
module dev.roundhouse.http.transport.blocking {
    requires transitive dev.roundhouse.http.transport;

    exports dev.roundhouse.http.transport.blocking;
}
