package dev.roundhouse.http.tls.pem;

/** One block of a PEM file. */
public final class PemBlock {
    private final String label;
    private final byte[] der;
    private final int line;
    private final boolean isLegacyEncrypted;

    /**
     * Creates a block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param der the decoded bytes
     * @param line the number of its first line, from 1
     * @param isLegacyEncrypted whether its header is {@code Proc-Type: 4,ENCRYPTED}, RFC 1421 §4.6.1.1
     */
    PemBlock(String label, byte[] der, int line, boolean isLegacyEncrypted) {
        this.label = label;
        this.der = der;
        this.line = line;
        this.isLegacyEncrypted = isLegacyEncrypted;
    }

    /** Such as {@code CERTIFICATE}. */
    public String label() {
        return label;
    }

    /** The decoded bytes, not copied. */
    public byte[] der() {
        return der;
    }

    /** The number of its first line, from 1. */
    public int line() {
        return line;
    }

    /** Whether it is encrypted as in RFC 1421. */
    public boolean isLegacyEncrypted() {
        return isLegacyEncrypted;
    }

    /** Whether it is an X.509 certificate. */
    public boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    /** Whether it is a private key, in any format. */
    public boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }
}
