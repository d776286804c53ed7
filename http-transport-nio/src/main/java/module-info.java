/** A transport with selectors and non-blocking channels. */
module dev.roundhouse.http.transport.nio {
    requires transitive dev.roundhouse.http.transport;

    exports dev.roundhouse.http.transport.nio;
}
