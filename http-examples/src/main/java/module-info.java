/** Examples of using the parts by themselves. */
module dev.roundhouse.http.examples {
    requires dev.roundhouse.http.transport.blocking;
    requires dev.roundhouse.http.transport.nio;

    exports dev.roundhouse.http.examples;
}
