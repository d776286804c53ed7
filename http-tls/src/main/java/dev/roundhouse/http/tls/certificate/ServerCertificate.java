package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A certificate of this server, with its private key.
 *
 * @param chain the certificate, then its issuer and so on; the root certificate is optional
 * @param privateKey fits the first certificate of the chain
 * @param dnsNames of its SubjectAltName, in lower case; the first label can be {@code *}
 * @param addresses IP addresses of its SubjectAltName
 * @param source where it was read from
 */
public record ServerCertificate(
        List<X509Certificate> chain,
        PrivateKey privateKey,
        List<String> dnsNames,
        List<InetAddress> addresses,
        CertificateSource source) {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** Copies the lists. */
    public ServerCertificate {
        chain = List.copyOf(chain);
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }

    static ServerCertificate of(List<X509Certificate> chain, PrivateKey privateKey, CertificateSource source)
            throws CertificateParsingException {
        List<String> dnsNames = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        Collection<List<?>> names = chain.get(0).getSubjectAlternativeNames();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            if (name.get(0).equals(DNS_NAME)) {
                dnsNames.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
            } else if (name.get(0).equals(IP_ADDRESS)) {
                addresses.add(address((String) name.get(1)));
            }
        }
        return new ServerCertificate(chain, privateKey, dnsNames, addresses, source);
    }

    private static InetAddress address(String literal) throws CertificateParsingException {
        try {
            // A literal: no name is resolved.
            return InetAddress.getByName(literal);
        } catch (UnknownHostException malformed) {
            throw new CertificateParsingException(malformed);
        }
    }

    /** The first certificate of the chain. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The distinguished name of the subject. */
    public String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    /** The distinguished name of the issuer. */
    public String issuer() {
        return certificate().getIssuerX500Principal().getName();
    }

    /** The end of its validity. */
    public Instant expiry() {
        return certificate().getNotAfter().toInstant();
    }

    /** The algorithm of the key: RSA, RSASSA-PSS, EC or EdDSA. */
    String keyType() {
        String algorithm = certificate().getPublicKey().getAlgorithm();
        return algorithm.startsWith("Ed") ? "EdDSA" : algorithm;
    }

    /** The group of an EC key, such as secp256r1; empty for other keys. */
    public Optional<String> curve() {
        return certificate().getPublicKey() instanceof ECKey key
                ? Optional.of("secp" + key.getParams().getCurve().getField().getFieldSize() + "r1")
                : Optional.empty();
    }

    /** Whether it names no host and no address: then it is not known which hosts it is for. */
    public boolean hasNoNames() {
        return dnsNames.isEmpty() && addresses.isEmpty();
    }

    /**
     * Whether it is valid for a host. RFC 9525 §6.3: a wildcard is the complete first label, and matches one label.
     *
     * @param host a domain name, or an IP address; IPv6 with or without brackets
     */
    public boolean covers(String host) {
        if (isAddress(host)) {
            try {
                return addresses.contains(InetAddress.getByName(host));
            } catch (UnknownHostException malformed) {
                return false;
            }
        }
        String name = host.toLowerCase(Locale.ROOT);
        String canonical = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return hasName(canonical) || hasWildcardFor(canonical);
    }

    /** A host with a colon, or whose last label is a number. */
    private static boolean isAddress(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return host.indexOf(':') >= 0 || (!last.isEmpty() && HttpGrammar.areDigits(last, 0, last.length()));
    }

    /** Whether it contains the name itself, in lower case. */
    boolean hasName(String name) {
        return dnsNames.contains(name);
    }

    /** Whether a wildcard matches the name, in lower case. */
    boolean hasWildcardFor(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && dnsNames.contains("*" + name.substring(dot));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return subject() + " " + dnsNames + " " + addresses + ", issued by " + issuer() + ", valid until " + expiry();
    }
}
