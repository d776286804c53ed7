/** Examples of using parts of this server on their own. */
module dev.roundhouse.http.examples {
    requires transitive dev.roundhouse.http.protocol;
    requires transitive dev.roundhouse.http.transport;
    requires transitive dev.roundhouse.http.server;
    requires transitive dev.roundhouse.http.testing;
    requires dev.roundhouse.http.json;
    requires dev.roundhouse.http.transport.nio;

    exports dev.roundhouse.http.examples;
    exports dev.roundhouse.http.examples.proxy;
}
