package dev.roundhouse.http.message;

import java.util.List;
import java.util.Optional;

/**
 * What the TLS handshake of a connection has agreed on. Immutable; the same for all requests of a connection.
 *
 * <pre>{@code
 * request.connection().tls().flatMap(TlsInfo::clientCertificate).map(ClientCertificate::subject); // CN=alice
 * }</pre>
 *
 * @param protocol the version, as {@code TLSv1.3}
 * @param cipherSuite the IANA name of the cipher suite, as {@code TLS_AES_128_GCM_SHA256}
 * @param serverName the host name that the client has sent (SNI, RFC 6066 §3), in lower case
 * @param applicationProtocol the protocol that ALPN (RFC 7301) has selected, as {@code http/1.1}; empty without ALPN
 * @param resumed whether the client has resumed an earlier session, without a certificate being sent
 * @param certificateNames the host names and addresses that the certificate of the server covers, in lower case, wildcards included;
 *     empty when they are not known
 * @param clientCertificate the certificate of the client, which has been verified
 */
public record TlsInfo(
        String protocol,
        String cipherSuite,
        Optional<String> serverName,
        Optional<String> applicationProtocol,
        boolean resumed,
        List<String> certificateNames,
        Optional<ClientCertificate> clientCertificate) {
    /** The values of a handshake. */
    public TlsInfo {
        certificateNames = List.copyOf(certificateNames);
    }

    /**
     * Whether the certificate of the server covers a host, or its names are not known. A wildcard stands for one label. RFC 9110
     * §4.3.4, RFC 6125 §6.4.3
     *
     * @param host a host name, or an address without brackets, in lower case
     */
    public boolean covers(String host) {
        int dot = host.indexOf('.');
        String wildcard = dot > 0 ? "*" + host.substring(dot) : host;
        return certificateNames.isEmpty() || certificateNames.contains(host) || certificateNames.contains(wildcard);
    }
}
