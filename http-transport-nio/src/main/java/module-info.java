/** A transport with selectors and non-blocking channels. */
module dev.roundhouse.http.transport.nio {
    requires transitive dev.roundhouse.http.transport;

    exports dev.roundhouse.http.transport.nio;

    provides dev.roundhouse.http.transport.Transport with
            dev.roundhouse.http.transport.nio.NioTransport;
}
