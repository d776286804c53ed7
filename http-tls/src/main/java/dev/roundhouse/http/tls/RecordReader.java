package dev.roundhouse.http.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLProtocolException;

/** Decrypts records one by one, and limits those that contain no data: a peer that sends many makes work for nothing. */
final class RecordReader {
    /** A handshake of 64 KiB in records of a sensible size has much fewer. */
    private static final int MAX_HANDSHAKE_RECORDS = 1000;

    /** Records one after the other: KeyUpdates, or empty ones. */
    private static final int MAX_EMPTY_RECORDS = 100;

    private final SSLEngine engine;
    private final CiphertextInput input;
    private int maxWithoutData = MAX_HANDSHAKE_RECORDS;
    private int withoutData;

    RecordReader(SSLEngine engine, CiphertextInput input) {
        this.engine = engine;
        this.input = input;
    }

    /** Whether a record has been read since the beginning. */
    boolean hasReadRecord() {
        return withoutData > 0;
    }

    /** The handshake is complete. */
    void endHandshake() {
        maxWithoutData = MAX_EMPTY_RECORDS;
        withoutData = 0;
    }

    /** The peer has read something, which may be the cause of its records. */
    void resetCount() {
        withoutData = 0;
    }

    /** Whether the engine can read the next record now. */
    boolean hasRecord() throws SSLProtocolException {
        return !engine.isInboundDone() && input.hasRecord();
    }

    /** Whether there is a record, or something that is none, which is reported when it is read. */
    boolean hasInput() {
        try {
            return input.hasRecord();
        } catch (SSLProtocolException malformed) {
            return true;
        }
    }

    /**
     * Decrypts a record.
     *
     * @param plain receives its data
     * @throws SSLException when it is malformed, or there are too many without data
     */
    SSLEngineResult read(ByteBuffer plain) throws SSLException {
        SSLEngineResult result = decrypt(plain);
        withoutData = result.bytesProduced() > 0 ? 0 : withoutData + 1;
        if (withoutData > maxWithoutData) {
            throw new SSLProtocolException("too many records without data");
        }
        return result;
    }

    private SSLEngineResult decrypt(ByteBuffer plain) throws SSLException {
        try {
            return engine.unwrap(input.bytes(), plain);
        } catch (RuntimeException malformed) {
            // Parsers of the JDK have thrown some for malformed messages.
            throw new SSLException("TLS engine failed: " + malformed, malformed);
        }
    }
}
