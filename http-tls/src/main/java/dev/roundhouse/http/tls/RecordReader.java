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
     * Whether the next record is the last one of an established connection. Before TLS 1.3, an engine that reads close_notify drops
     * what is still to be sent, as RFC 5246 §7.2.1 requires; but clients that close their direction after the last request want its
     * response all the same, as in TLS 1.3. So the engine does not get an alert; HTTP framing decides if the input is complete.
     */
    boolean isAtEnd() {
        return input.startsWithAlert() && Engines.isBefore13(engine);
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
