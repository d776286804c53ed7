package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import java.nio.ByteBuffer;

/** HTTP without TLS. */
record PlainCodec(Http1ClientConnection client) implements UpstreamCodec {
    @Override
    public Output output() {
        return client.output();
    }

    @Override
    public void markSent(long count) {
        client.markSent(count);
    }

    @Override
    public void receive(ByteBuffer bytes) {
        client.receive(bytes);
    }

    @Override
    public void receiveEof() {
        client.receiveEof();
    }
}
