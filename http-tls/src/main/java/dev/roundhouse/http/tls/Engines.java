package dev.roundhouse.http.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What both sides of TLS do with their engine. */
final class Engines {
    /** A record of a type that does not exist. */
    private static final byte[] INVALID_RECORD = {99, 3, 3, 0, 1, 0};

    private Engines() {}

    /** Whether the version of a handshake that is complete is older than TLS 1.3. */
    static boolean isBefore13(SSLEngine engine) {
        return !engine.getSession().getProtocol().equals(TlsVersion.TLS_1_3.protocol());
    }

    /**
     * Checks the computations that an engine needs after its handshake: in TLS 1.3 they are those of a KeyUpdate, before it those of
     * another handshake.
     *
     * @throws SSLHandshakeException before TLS 1.3
     */
    static void rejectRenegotiation(SSLEngine engine) throws SSLHandshakeException {
        if (isBefore13(engine)) {
            throw new SSLHandshakeException("renegotiation is not supported");
        }
    }

    /**
     * Makes an engine fail, so that its last record is a fatal alert and not close_notify. RFC 8446 §6.2. It is for violations that the
     * caller has found before the engine has read them; an engine that has failed before keeps its alert.
     */
    static void fail(SSLEngine engine) {
        try {
            // Before its computations, an engine reads nothing. Those of a renegotiation fail, if the JDK is to reject
            // it.
            runTasks(engine);
            engine.unwrap(
                    ByteBuffer.wrap(INVALID_RECORD),
                    ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
        } catch (SSLException | RuntimeException expected) {
            // It has an alert now.
        }
    }

    /** Does the computations that an engine needs. */
    static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
