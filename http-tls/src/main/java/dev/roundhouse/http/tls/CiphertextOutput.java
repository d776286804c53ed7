package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * The records that one side of TLS has to send: those of the handshake, and an output of plain text, which is encrypted when the
 * caller reads it, at most 64 KiB ahead of the socket.
 */
final class CiphertextOutput implements Output {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** With more ciphertext, nothing is encrypted, and no input is processed that could add to it. */
    private static final int MAX_PENDING = TlsBuffers.CIPHER_BYTES - TlsBuffers.PLAIN_BYTES - TlsBuffers.RECORD_BYTES;

    private final SSLEngine engine;

    /** What is encrypted; null during the handshake, and after the last record has been added. */
    private Output plaintext;

    /** Whether the connection ends after the plain text. */
    private BooleanSupplier isEnding;

    /** Borrowed while there is something to send; null otherwise. What is to be sent is from its position to its limit. */
    private ByteBuffer ciphertext;

    /** The position of {@link #ciphertext} while something is appended. */
    private int appendedFrom;

    /** The bytes of plain text whose ciphertext has not been sent completely. */
    private int unsentPlaintext;

    /** Why there is no more plain text after the ciphertext; null otherwise. */
    private IOException failure;

    CiphertextOutput(SSLEngine engine) {
        this.engine = engine;
    }

    /**
     * Encrypts an output from now on.
     *
     * @param ending whether close_notify follows when the output is empty
     */
    void attach(Output output, BooleanSupplier ending) {
        plaintext = output;
        isEnding = ending;
    }

    /** Encrypts nothing more: the engine has sent its last record. */
    void detach() {
        plaintext = null;
    }

    /** Whether the peer has ended both directions, though there may be more to encrypt: it has sent a fatal alert, or canceled. */
    boolean isCutOff() {
        return plaintext != null && engine.isOutboundDone();
    }

    boolean hasCiphertext() {
        return ciphertext != null;
    }

    /** The size of the borrowed buffer. */
    int bufferBytes() {
        return ciphertext == null ? 0 : ciphertext.capacity();
    }

    /** Whether there is no room for another record of the handshake. */
    boolean isFull() {
        return ciphertext != null && ciphertext.remaining() > MAX_PENDING;
    }

    /** Adds what the engine has to send by itself. */
    SSLEngineResult wrapHandshake() throws SSLException {
        return wrap(NOTHING);
    }

    /** Adds the last record: the alert of an engine that has failed, or close_notify. RFC 8446 §6 */
    void addLastAlert() {
        detach();
        try {
            engine.closeOutbound();
            for (int records = 0; records < 4 && !engine.isOutboundDone() && !isFull(); records++) {
                wrapHandshake();
            }
        } catch (SSLException failedAgain) {
            // There is no alert to send.
        }
    }

    /** Adds bytes that are sent as they are, to a peer that does not use TLS. */
    void addPlaintext(byte[] bytes) {
        detach();
        ByteBuffer target = beginAppend();
        target.put(bytes, 0, Math.min(bytes.length, target.remaining()));
        endAppend();
    }

    private SSLEngineResult wrap(ByteBuffer plain) throws SSLException {
        ByteBuffer target = beginAppend();
        try {
            return engine.wrap(plain, target);
        } finally {
            endAppend();
        }
    }

    /** Makes the buffer ready to append to it. The engine uses its mark. */
    private ByteBuffer beginAppend() {
        if (ciphertext == null) {
            ciphertext = TlsBuffers.CIPHER.acquire().limit(0);
        }
        if (ciphertext.capacity() - ciphertext.limit() < TlsBuffers.RECORD_BYTES) {
            ciphertext.compact().flip();
        }
        appendedFrom = ciphertext.position();
        int end = ciphertext.limit();
        return ciphertext.limit(ciphertext.capacity()).position(end);
    }

    private void endAppend() {
        ciphertext.limit(ciphertext.position()).position(appendedFrom);
        releaseIfSent();
    }

    private void releaseIfSent() {
        if (!ciphertext.hasRemaining()) {
            TlsBuffers.CIPHER.release(ciphertext);
            ciphertext = null;
        }
    }

    /** Encrypts what there is, unless there is such ciphertext; then the end of the connection, if it is to be closed. */
    private void fill() throws IOException {
        if (failure != null && ciphertext == null) {
            throw failure;
        }
        if (plaintext == null || unsentPlaintext > 0 || isFull() || failure != null) {
            return;
        }
        if (plaintext.isSendable()) {
            encrypt();
        } else if (isCloseNotifyDue()) {
            detach();
            engine.closeOutbound();
            wrapHandshake();
        }
    }

    private void encrypt() throws IOException {
        ByteBuffer plain = TlsBuffers.PLAIN.acquire();
        try {
            int count = copyPlaintext(plain);
            plain.flip();
            while (plain.hasRemaining()) {
                SSLEngineResult result = wrap(plain);
                // The engine inserts records of its own, as a KeyUpdate.
                if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                    throw new SSLException("TLS engine encrypts nothing: " + result.getStatus());
                }
            }
            unsentPlaintext = count;
        } finally {
            TlsBuffers.PLAIN.release(plain);
        }
    }

    /** Content that ends too early fails after the bytes before have been sent, as it does without TLS. */
    private int copyPlaintext(ByteBuffer target) throws IOException {
        try {
            return plaintext.copyTo(target);
        } catch (IOException truncated) {
            if (target.position() == 0) {
                throw truncated;
            }
            failure = truncated;
            return 0;
        }
    }

    /** Whether the connection is to be closed, and the peer must be informed first. RFC 8446 §6.1 */
    private boolean isCloseNotifyDue() {
        return plaintext != null && plaintext.isEmpty() && isEnding.getAsBoolean();
    }

    /**
     * Removes bytes that have been sent. A slow peer makes progress before it has all of them, so they count as as many bytes of plain
     * text; but the last of these has been sent only with all of its ciphertext.
     *
     * @return how many bytes of plain text have been sent
     */
    int remove(long count) {
        if (count > 0) {
            ciphertext.position(ciphertext.position() + (int) count);
            releaseIfSent();
        }
        int sent = ciphertext == null ? unsentPlaintext : (int) Math.min(count, Math.max(0, unsentPlaintext - 1));
        unsentPlaintext -= sent;
        return sent;
    }

    void clear() {
        detach();
        if (ciphertext != null) {
            TlsBuffers.CIPHER.release(ciphertext);
            ciphertext = null;
        }
    }

    @Override
    public boolean isEmpty() {
        return ciphertext == null && (plaintext == null || plaintext.isEmpty()) && !isCloseNotifyDue();
    }

    @Override
    public boolean isWaiting() {
        return ciphertext == null && plaintext != null && plaintext.isWaiting();
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
