package dev.roundhouse.http.message;

/**
 * The certificate by which the client of a TLS connection has authenticated itself.
 *
 * @param subject the distinguished name of the client, as {@code CN=alice,O=Example} (RFC 4514)
 * @param issuer the distinguished name of the certificate authority
 * @param serialNumber the serial number, in lower-case hexadecimal digits
 * @param fingerprint the SHA-256 digest of the certificate, in lower-case hexadecimal digits
 */
public record ClientCertificate(String subject, String issuer, String serialNumber, String fingerprint) {}
