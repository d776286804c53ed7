/** Two transports with blocking sockets: a platform thread or a virtual thread for each connection. */
module dev.roundhouse.http.transport.blocking {
    requires transitive dev.roundhouse.http.transport;

    exports dev.roundhouse.http.transport.blocking;

    provides dev.roundhouse.http.transport.Transport with
            dev.roundhouse.http.transport.blocking.BlockingTransport,
            dev.roundhouse.http.transport.blocking.VirtualThreadTransport;
}
