package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.tls.TlsClientConnection;
import java.io.IOException;
import java.nio.ByteBuffer;

/** HTTP with TLS, which encrypts the output of the client, and passes it what it has decrypted. */
record TlsCodec(TlsClientConnection tls, Http1ClientConnection client) implements UpstreamCodec {
    @Override
    public Output output() {
        return tls.output();
    }

    @Override
    public void markSent(long count) throws IOException {
        client.markSent(tls.markSent(count));
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        tls.receive(bytes);
        if (tls.hasReceivedCloseNotify()) {
            client.receiveEof();
        }
    }

    @Override
    public void receiveEof() throws IOException {
        tls.receiveEof();
        client.receiveEof();
    }
}
