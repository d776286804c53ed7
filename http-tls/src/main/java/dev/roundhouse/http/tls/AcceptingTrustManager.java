package dev.roundhouse.http.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts all certificates, for a client to which the caller has chosen not to apply any verification. */
final class AcceptingTrustManager extends X509ExtendedTrustManager {
    AcceptingTrustManager() {
        super();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        // Accepted.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        // Accepted.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        // Accepted.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        // Accepted.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        // Accepted.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        // Accepted.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
