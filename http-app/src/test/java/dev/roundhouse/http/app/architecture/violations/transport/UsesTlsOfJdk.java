package dev.roundhouse.http.app.architecture.violations.transport;

import javax.net.ssl.SSLEngine;

/** Violates: only http-tls uses TLS and the keys of the JDK. */
final class UsesTlsOfJdk {
    private UsesTlsOfJdk() {}

    static void close(SSLEngine engine) {
        engine.closeOutbound();
    }
}
