package dev.roundhouse.http.tls;

import java.io.ByteArrayOutputStream;

/** A client without TLS, which sends all of its bytes at once. */
final class PlainPeer implements TlsSimulation.Peer {
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private byte[] bytes;

    PlainPeer(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public byte[] produce() {
        byte[] next = bytes;
        bytes = new byte[0];
        return next;
    }

    @Override
    public boolean isDone() {
        return bytes.length == 0;
    }

    @Override
    public void consume(byte[] sent) {
        received.writeBytes(sent);
    }
}
