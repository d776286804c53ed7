package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * The records that a TLS connection has to send: those of the handshake, and the output of the inner connection, which is
 * encrypted when the caller reads it.
 */
final class CiphertextOutput implements Output {
    private static final TlsBuffers PLAIN_BUFFERS = new TlsBuffers(TlsBuffers.PLAIN_BYTES);
    private static final TlsBuffers CIPHER_BUFFERS = new TlsBuffers(TlsBuffers.CIPHER_BYTES);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** With more ciphertext, nothing of the inner connection is encrypted, and no input is processed that could add to it. */
    private static final int MAX_PENDING = TlsBuffers.CIPHER_BYTES - TlsBuffers.PLAIN_BYTES - TlsBuffers.RECORD_BYTES;

    private final SSLEngine engine;

    /** The connection whose output is encrypted; null during the handshake. */
    private Connection inner;

    /** Borrowed while there is ciphertext; null otherwise. What is to be sent is from its position to its limit. */
    private ByteBuffer ciphertext;

    private boolean isCloseNotifySent;
    private long nowNanos;
    private long lastSentNanos;

    CiphertextOutput(SSLEngine engine, long nowNanos) {
        this.engine = engine;
        this.nowNanos = nowNanos;
        this.lastSentNanos = nowNanos;
    }

    void attach(Connection connection) {
        inner = connection;
    }

    boolean hasCiphertext() {
        return ciphertext != null;
    }

    boolean isFull() {
        return ciphertext != null && ciphertext.remaining() > MAX_PENDING;
    }

    boolean isCloseNotifySent() {
        return isCloseNotifySent;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }

    void setTime(long now) {
        nowNanos = now;
    }

    /** Adds what the engine has to send by itself. */
    SSLEngineResult wrapHandshake() throws SSLException {
        return wrap(NOTHING);
    }

    /** Adds the alert of a failed engine, if it has one. */
    void addAlert() {
        try {
            engine.closeOutbound();
            while (!engine.isOutboundDone() && wrapHandshake().bytesProduced() > 0) {
                // Until the alert is complete.
            }
        } catch (SSLException failedAgain) {
            // There is no alert to send.
        }
        isCloseNotifySent = true;
    }

    private SSLEngineResult wrap(ByteBuffer plain) throws SSLException {
        if (ciphertext == null) {
            ciphertext = CIPHER_BUFFERS.acquire().limit(0);
            lastSentNanos = nowNanos;
        }
        int sentTo = ciphertext.position();
        int end = ciphertext.limit();
        if (ciphertext.capacity() - end < TlsBuffers.RECORD_BYTES) {
            end -= sentTo;
            ciphertext.compact();
            sentTo = 0;
        }
        ciphertext.limit(ciphertext.capacity()).position(end);
        try {
            return engine.wrap(plain, ciphertext);
        } finally {
            ciphertext.flip().position(sentTo);
            releaseIfSent();
        }
    }

    private void releaseIfSent() {
        if (ciphertext != null && !ciphertext.hasRemaining()) {
            CIPHER_BUFFERS.release(ciphertext);
            ciphertext = null;
        }
    }

    /** Encrypts what the inner connection wants to send, as far as there is room; then the end, if it is to be closed. */
    private void fill() throws IOException {
        while (inner != null && inner.output().isSendable() && !isFull()) {
            ByteBuffer plain = PLAIN_BUFFERS.acquire();
            try {
                int count = inner.output().copyTo(plain);
                plain.flip();
                while (plain.hasRemaining()) {
                    wrap(plain);
                }
                inner.markSent(count, nowNanos);
                if (count == 0) {
                    break;
                }
            } finally {
                PLAIN_BUFFERS.release(plain);
            }
        }
        if (isCloseNotifyDue()) {
            isCloseNotifySent = true;
            engine.closeOutbound();
            wrapHandshake();
        }
    }

    /** Whether the inner connection is to be closed and the peer has not been told. RFC 8446 §6.1 */
    private boolean isCloseNotifyDue() {
        return inner != null && !isCloseNotifySent && inner.output().isEmpty() && inner.closeState() != CloseState.OPEN;
    }

    void advance(long count, long now) {
        nowNanos = now;
        if (count > 0) {
            ciphertext.position(ciphertext.position() + (int) count);
            lastSentNanos = now;
            releaseIfSent();
        }
    }

    void clear() {
        isCloseNotifySent = true;
        if (ciphertext != null) {
            CIPHER_BUFFERS.release(ciphertext);
            ciphertext = null;
        }
    }

    @Override
    public boolean isEmpty() {
        return ciphertext == null && (inner == null || inner.output().isEmpty()) && !isCloseNotifyDue();
    }

    @Override
    public boolean isWaiting() {
        return ciphertext == null && inner != null && inner.output().isWaiting();
    }

    @Override
    public boolean startsWithSlice(long minLength) {
        return false;
    }

    @Override
    public Body.Slice nextSlice() {
        throw new NoSuchElementException("ciphertext has no slices");
    }

    @Override
    public int copyTo(ByteBuffer target) throws IOException {
        fill();
        if (ciphertext == null) {
            return 0;
        }
        int count = Math.min(target.remaining(), ciphertext.remaining());
        target.put(ciphertext.duplicate().limit(ciphertext.position() + count));
        return count;
    }

    @Override
    public int gather(ByteBuffer buffer, ByteBuffer[] vector, long minSliceLength) throws IOException {
        fill();
        buffer.flip();
        if (ciphertext == null) {
            return 0;
        }
        vector[0] = ciphertext.duplicate();
        return 1;
    }
}
