package dev.roundhouse.http.tls;

import dev.roundhouse.http.message.ClientCertificate;
import dev.roundhouse.http.message.TlsInfo;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Describes sessions. The names of the certificate that was used last are kept, because parsing them makes garbage. */
final class SessionDescription {
    /** The types of alternative names that are host names and addresses. RFC 5280 §4.2.1.6 */
    private static final List<Integer> NAME_TYPES = List.of(2, 7);

    private volatile Names last = new Names(null, List.of());

    private record Names(Certificate certificate, List<String> names) {}

    /** A session that is older than the connection has been resumed: there is no other way to learn it from the JDK. */
    TlsInfo of(SSLEngine engine, long startMillis, boolean hasClientCertificate) {
        SSLSession session = engine.getSession();
        return new TlsInfo(
                session.getProtocol(),
                session.getCipherSuite(),
                serverName(session),
                Optional.ofNullable(engine.getApplicationProtocol()).filter(protocol -> !protocol.isEmpty()),
                session.getCreationTime() < startMillis,
                names(session),
                hasClientCertificate ? clientCertificate(session) : Optional.empty());
    }

    private static Optional<String> serverName(SSLSession session) {
        return session instanceof ExtendedSSLSession extended
                ? extended.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                        .findFirst()
                : Optional.empty();
    }

    private List<String> names(SSLSession session) {
        Certificate[] local = session.getLocalCertificates();
        if (local == null || local.length == 0 || !(local[0] instanceof X509Certificate certificate)) {
            return List.of();
        }
        Names known = last;
        if (!certificate.equals(known.certificate())) {
            known = new Names(certificate, alternativeNames(certificate));
            last = known;
        }
        return known.names();
    }

    private static List<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> NAME_TYPES.contains(name.get(0)))
                            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
    }

    private static Optional<ClientCertificate> clientCertificate(SSLSession session) {
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Optional.of(new ClientCertificate(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getSerialNumber().toString(16),
                    HexFormat.of().formatHex(digest)));
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        } catch (GeneralSecurityException malformed) {
            throw new IllegalStateException("a verified certificate cannot be encoded", malformed);
        }
    }
}
