package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Output;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The client side of TLS without a socket: encrypts an output, and decrypts what is received. RFC 8446, RFC 5246. Used by one thread at
 * a time, which also does the computations of the handshake. It has no timeouts; the caller closes the socket.
 *
 * <pre>{@code
 * Http1ClientConnection http = new Http1ClientConnection(Http1Limits.DEFAULT);
 * TlsClientConnection tls = client.newConnection("example.org", 443, http.output(), http::receive);
 *
 * int count = tls.output().copyTo(bytesForTheSocket);
 * http.markSent(tls.markSent(count));
 * tls.receive(bytesFromTheSocket); // calls http::receive
 * }</pre>
 */
public final class TlsClientConnection {
    private final SSLEngine engine;
    private final CiphertextInput input = new CiphertextInput();
    private final CiphertextOutput output;
    private final RecordReader records;
    private final Output plaintext;
    private final Consumer<ByteBuffer> receiver;
    private boolean isOpen;
    private boolean hasReceivedCloseNotify;
    private boolean isClosed;

    TlsClientConnection(SSLEngine engine, Output plaintext, Consumer<ByteBuffer> receiver) throws SSLException {
        this.engine = engine;
        this.plaintext = plaintext;
        this.receiver = receiver;
        this.output = new CiphertextOutput(engine);
        this.records = new RecordReader(engine, input);
        engine.beginHandshake();
        process();
    }

    /** The records to be sent. Those of the plain text follow when the handshake is complete. */
    public Output output() {
        return output;
    }

    /** Whether the handshake is complete, and the certificate of the server was accepted. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Whether the server has announced that it sends nothing more. RFC 8446 §6.1 */
    public boolean hasReceivedCloseNotify() {
        return hasReceivedCloseNotify;
    }

    /**
     * Bytes of {@link #output} were sent.
     *
     * @return how many bytes of the plain text have been sent
     * @throws IOException as {@link #receive} does
     */
    public int markSent(long count) throws IOException {
        int sent = output.remove(count);
        if (sent > 0) {
            records.resetCount();
        }
        // With a full output, input has been kept.
        process();
        return sent;
    }

    /**
     * Bytes were received. All are consumed; the caller may reuse the buffer when the method has returned.
     *
     * @throws IOException if the certificate of the server is not accepted, or the server has violated the protocol: then an alert is in
     *     the {@link #output}, and the caller closes the socket after it
     */
    public void receive(ByteBuffer bytes) throws IOException {
        if (isClosed || hasReceivedCloseNotify) {
            bytes.position(bytes.limit());
            return;
        }
        input.append(bytes);
        process();
    }

    /**
     * The socket has ended.
     *
     * @throws EOFException without close_notify: then content whose length is the rest of the connection is incomplete. RFC 9112 §9.8
     */
    public void receiveEof() throws EOFException {
        if (!hasReceivedCloseNotify && !isClosed) {
            close();
            throw new EOFException(isOpen ? "closed without close_notify" : "closed during the handshake");
        }
    }

    /** Adds close_notify to the {@link #output}, and ends: nothing more is encrypted or decrypted. */
    public void close() {
        if (!isClosed) {
            isClosed = true;
            input.clear();
            output.addLastAlert();
        }
    }

    private void process() throws SSLException {
        try {
            while (!isClosed && step()) {
                // Until there is nothing to do.
            }
            if (output.isCutOff()) {
                // Before TLS 1.3, close_notify of the server ends both directions. RFC 5246 §7.2.1
                output.detach();
            }
        } catch (SSLException failed) {
            close();
            throw failed;
        } finally {
            input.release();
        }
    }

    /** Does one step; false when there is nothing to do now. */
    private boolean step() throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            runTasks();
            return true;
        }
        if (output.isFull()) {
            return false;
        }
        if (status == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
            return wrap();
        }
        return records.hasRecord() && unwrap();
    }

    private void runTasks() throws SSLException {
        if (isOpen) {
            Engines.rejectRenegotiation(engine);
        }
        Engines.runTasks(engine);
    }

    private boolean wrap() throws SSLException {
        SSLEngineResult result = output.wrapHandshake();
        openIfFinished(result);
        // JDK-8263779: after a close, an engine may need to wrap, and produce nothing.
        return result.bytesProduced() > 0 || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
    }

    private boolean unwrap() throws SSLException {
        ByteBuffer plain = TlsBuffers.PLAIN.acquire();
        try {
            SSLEngineResult result = records.read(plain);
            openIfFinished(result);
            if (result.bytesProduced() > 0) {
                receiver.accept(plain.flip());
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                hasReceivedCloseNotify = true;
                input.clear();
            }
            return result.bytesConsumed() > 0 || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
        } finally {
            TlsBuffers.PLAIN.release(plain);
        }
    }

    private void openIfFinished(SSLEngineResult result) {
        if (!isOpen && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            isOpen = true;
            records.endHandshake();
            output.attach(plaintext, () -> false);
        }
    }
}
