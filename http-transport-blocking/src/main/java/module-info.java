/** A transport with blocking sockets and a thread for each connection. */
module dev.roundhouse.http.transport.blocking {
    requires transitive dev.roundhouse.http.transport;
    requires org.slf4j;

    exports dev.roundhouse.http.transport.blocking;
}
