/** A transport with selectors and non-blocking channels. */
module dev.roundhouse.http.transport.nio {
    requires transitive dev.roundhouse.http.transport;
    requires org.slf4j;

    exports dev.roundhouse.http.transport.nio;
}
