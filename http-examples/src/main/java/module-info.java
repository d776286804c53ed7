/** Examples of using the parts of this server by themselves. */
module dev.roundhouse.http.examples {
    requires transitive dev.roundhouse.http.protocol;
    requires transitive dev.roundhouse.http.transport;
    requires dev.roundhouse.http.transport.nio;

    exports dev.roundhouse.http.examples;
}
