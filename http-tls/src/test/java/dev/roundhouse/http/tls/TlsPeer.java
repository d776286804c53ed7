package dev.roundhouse.http.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A client that sends plain text through an engine. Its records may be changed. */
final class TlsPeer implements TlsSimulation.Peer {
    final SSLEngine engine;
    final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** Changes the records that are sent. */
    UnaryOperator<byte[]> change = UnaryOperator.identity();

    /** Whether the end of the input is announced by close_notify. */
    boolean sendsCloseNotify;

    boolean hasReceivedCloseNotify;
    SSLException failure;

    private final ByteBuffer plain;
    private final ByteBuffer target = ByteBuffer.allocate(1 << 16);
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
    private byte[] incoming = {};

    TlsPeer(SSLEngine engine, byte[] plain) throws SSLException {
        this.engine = engine;
        this.plain = ByteBuffer.wrap(plain);
        engine.beginHandshake();
    }

    @Override
    public byte[] produce() {
        try {
            read();
            if (sendsCloseNotify && !plain.hasRemaining() && isEstablished()) {
                engine.closeOutbound();
            }
            if (outgoing.size() == 0 && (needsWrap() || (plain.hasRemaining() && isEstablished()))) {
                wrap();
            }
            byte[] records = outgoing.toByteArray();
            outgoing.reset();
            return records;
        } catch (SSLException failed) {
            failure = failed;
            return new byte[0];
        }
    }

    private boolean needsWrap() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone();
    }

    private int wrap() throws SSLException {
        engine.wrap(plain, target.clear());
        outgoing.writeBytes(change.apply(Arrays.copyOf(target.array(), target.position())));
        return target.position();
    }

    private boolean isEstablished() {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.getSession().getProtocol().equals("NONE");
    }

    private void runTasks() {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
    }

    @Override
    public boolean isDone() {
        return failure != null
                || engine.isOutboundDone()
                || (!sendsCloseNotify && !plain.hasRemaining() && isEstablished());
    }

    @Override
    public void consume(byte[] bytes) {
        int start = incoming.length;
        incoming = Arrays.copyOf(incoming, start + bytes.length);
        System.arraycopy(bytes, 0, incoming, start, bytes.length);
        try {
            read();
        } catch (SSLException failed) {
            failure = failed;
        }
    }

    /** Decrypts what has been received, and makes the records that the engine needs to send before it goes on. */
    private void read() throws SSLException {
        runTasks();
        ByteBuffer source = ByteBuffer.wrap(incoming);
        while (failure == null && source.hasRemaining() && unwrap(source)) {
            runTasks();
        }
        incoming = Arrays.copyOfRange(incoming, source.position(), incoming.length);
    }

    private boolean unwrap(ByteBuffer source) throws SSLException {
        while (needsWrap() && wrap() > 0) {
            // A handshake message may take several records.
        }
        SSLEngineResult result = engine.unwrap(source, target.clear());
        received.write(target.array(), 0, target.position());
        hasReceivedCloseNotify |= result.getStatus() == SSLEngineResult.Status.CLOSED;
        return result.bytesConsumed() > 0;
    }

    @Override
    public String toString() {
        return engine.getHandshakeStatus() + ", received but not read " + incoming.length + ", left to send "
                + plain.remaining() + ", received close_notify " + hasReceivedCloseNotify;
    }
}
