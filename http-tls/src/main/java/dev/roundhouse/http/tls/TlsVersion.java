package dev.roundhouse.http.tls;

/** A version of TLS. Older ones than these are not supported. */
public enum TlsVersion {
    /** RFC 5246, with ECDHE and AEAD cipher suites only. */
    TLS_1_2("1.2", "TLSv1.2"),

    /** RFC 8446. */
    TLS_1_3("1.3", "TLSv1.3");

    private final String number;
    private final String protocol;

    TlsVersion(String number, String protocol) {
        this.number = number;
        this.protocol = protocol;
    }

    /** The number, as {@code 1.3}. */
    public String number() {
        return number;
    }

    /** The name of the protocol in Java, as {@code TLSv1.3}. */
    public String protocol() {
        return protocol;
    }
}
