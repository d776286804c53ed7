package dev.roundhouse.http.tls.certificate;

/** One block of a PEM file. */
final class PemBlock {
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

    String label() {
        return label;
    }

    /** The decoded bytes, not copied. */
    byte[] der() {
        return der;
    }

    int line() {
        return line;
    }

    boolean isLegacyEncrypted() {
        return isLegacyEncrypted;
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }
}
