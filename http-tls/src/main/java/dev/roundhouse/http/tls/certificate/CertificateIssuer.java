package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.pem.DerWriter;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Creates certificates, signed with ECDSA and SHA-256. The JDK has no public interface for it, so the DER encoding of RFC 5280
 * is written here, for the two shapes that a local authority needs.
 */
final class CertificateIssuer {
    private static final byte[] ECDSA_WITH_SHA256 =
            DerWriter.sequence(DerWriter.objectIdentifier("1.2.840.10045.4.3.2"));
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANIZATION = "2.5.4.10";

    // Extensions. RFC 5280 §4.2.1
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

    /** Bits of the key usage, from the left. */
    private static final int DIGITAL_SIGNATURE = 0x80;

    private static final int CERTIFICATE_AND_CRL_SIGN = 0x04 | 0x02;

    /** Choices of GeneralName. */
    private static final int DNS_NAME = DerWriter.CONTEXT_PRIMITIVE | 2;

    private static final int IP_ADDRESS = DerWriter.CONTEXT_PRIMITIVE | 7;

    private static final int SERIAL_BYTES = 16;
    private static final int KEY_IDENTIFIER_BYTES = 20;

    /** The upper bound of a common name. RFC 5280 appendix A.1 */
    private static final int MAX_NAME_CHARACTERS = 64;

    /** The first year that is encoded as GeneralizedTime. RFC 5280 §4.1.2.5 */
    private static final int GENERALIZED_TIME_YEAR = 2050;

    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateIssuer() {}

    /**
     * The times between which a certificate is valid.
     *
     * @param start the first second
     * @param end the last second
     */
    record Validity(Instant start, Instant end) {}

    /** Creates a key pair of the curve P-256. */
    static KeyPair createKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    /** Creates a root certificate, which can sign certificates of servers, and no other authorities. */
    static X509Certificate createRoot(KeyPair keys, String name, Validity validity) throws GeneralSecurityException {
        byte[] subject = distinguishedName(name);
        byte[] extensions = DerWriter.sequence(
                extension(BASIC_CONSTRAINTS, true, DerWriter.sequence(DerWriter.trueValue(), DerWriter.integer(0))),
                extension(KEY_USAGE, true, DerWriter.namedBits(CERTIFICATE_AND_CRL_SIGN)),
                extension(SUBJECT_KEY_IDENTIFIER, false, DerWriter.byteString(keyIdentifier(keys.getPublic()))));
        return sign(keys.getPrivate(), subject, subject, keys.getPublic(), validity, extensions);
    }

    /**
     * Creates a certificate for a server.
     *
     * @param root the issuer
     * @param rootKey its key
     * @param key the key of the server
     * @param dnsNames in ASCII
     * @param addresses its IP addresses
     */
    static X509Certificate createLeaf(
            X509Certificate root,
            PrivateKey rootKey,
            PublicKey key,
            List<String> dnsNames,
            List<InetAddress> addresses,
            Validity validity)
            throws GeneralSecurityException {
        byte[][] names = new byte[dnsNames.size() + addresses.size()][];
        int count = 0;
        for (String name : dnsNames) {
            names[count++] = DerWriter.text(DNS_NAME, name);
        }
        for (InetAddress address : addresses) {
            names[count++] = DerWriter.element(IP_ADDRESS, address.getAddress());
        }
        byte[] authority = DerWriter.element(DerWriter.CONTEXT_PRIMITIVE, keyIdentifier(root.getPublicKey()));
        byte[] extensions = DerWriter.sequence(
                extension(BASIC_CONSTRAINTS, true, DerWriter.sequence()),
                extension(KEY_USAGE, true, DerWriter.namedBits(DIGITAL_SIGNATURE)),
                extension(
                        EXTENDED_KEY_USAGE,
                        false,
                        DerWriter.sequence(DerWriter.objectIdentifier(SERVER_AUTHENTICATION))),
                extension(SUBJECT_KEY_IDENTIFIER, false, DerWriter.byteString(keyIdentifier(key))),
                extension(AUTHORITY_KEY_IDENTIFIER, false, DerWriter.sequence(authority)),
                extension(SUBJECT_ALTERNATIVE_NAME, false, DerWriter.sequence(names)));
        byte[] issuer = root.getSubjectX500Principal().getEncoded();
        return sign(rootKey, issuer, distinguishedName("Development certificate"), key, validity, extensions);
    }

    private static X509Certificate sign(
            PrivateKey issuerKey, byte[] issuer, byte[] subject, PublicKey key, Validity validity, byte[] extensions)
            throws GeneralSecurityException {
        byte[] content = DerWriter.sequence(
                DerWriter.element(DerWriter.CONTEXT_CONSTRUCTED, DerWriter.integer(2)),
                DerWriter.integer(serialNumber()),
                ECDSA_WITH_SHA256,
                issuer,
                DerWriter.sequence(time(validity.start), time(validity.end)),
                subject,
                key.getEncoded(),
                DerWriter.element(DerWriter.CONTEXT_CONSTRUCTED | 3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKey);
        signature.update(content);
        byte[] certificate = DerWriter.sequence(content, ECDSA_WITH_SHA256, DerWriter.bitString(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    /** Positive, and not predictable. RFC 5280 §4.1.2.2 */
    private static BigInteger serialNumber() {
        return new BigInteger(8 * SERIAL_BYTES - 1, RANDOM).add(BigInteger.ONE);
    }

    private static byte[] distinguishedName(String name) {
        String bounded = name.substring(0, Math.min(name.length(), MAX_NAME_CHARACTERS));
        return DerWriter.sequence(attribute(ORGANIZATION, "Roundhouse"), attribute(COMMON_NAME, bounded));
    }

    private static byte[] attribute(String type, String value) {
        return DerWriter.element(
                DerWriter.SET,
                DerWriter.sequence(DerWriter.objectIdentifier(type), DerWriter.text(DerWriter.UTF8_STRING, value)));
    }

    private static byte[] time(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        boolean isGeneralized = time.getYear() >= GENERALIZED_TIME_YEAR;
        String pattern = isGeneralized ? "yyyyMMddHHmmss'Z'" : "yyMMddHHmmss'Z'";
        return DerWriter.text(
                isGeneralized ? DerWriter.GENERALIZED_TIME : DerWriter.UTC_TIME,
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time));
    }

    /** DEFAULT FALSE is not encoded. X.690 §11.5 */
    private static byte[] extension(String type, boolean isCritical, byte[] value) {
        byte[] identifier = DerWriter.objectIdentifier(type);
        return isCritical
                ? DerWriter.sequence(identifier, DerWriter.trueValue(), DerWriter.byteString(value))
                : DerWriter.sequence(identifier, DerWriter.byteString(value));
    }

    /** A hash of the key; its algorithm is free. RFC 7093 §2 */
    private static byte[] keyIdentifier(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), KEY_IDENTIFIER_BYTES);
    }
}
