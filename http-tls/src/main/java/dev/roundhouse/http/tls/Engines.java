package dev.roundhouse.http.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;

/** What both sides of TLS do with their engine. */
final class Engines {
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

    /** Does the computations that an engine needs. */
    static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
