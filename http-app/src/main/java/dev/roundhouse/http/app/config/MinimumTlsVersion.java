package dev.roundhouse.http.app.config;

/** A version of TLS that is supported. */
public enum MinimumTlsVersion {
    /** RFC 5246. */
    TLS_1_2("1.2"),
    /** RFC 8446. */
    TLS_1_3("1.3");

    private final String number;

    MinimumTlsVersion(String number) {
        this.number = number;
    }

    /**
     * Reads a value of {@code --tls-min}.
     *
     * @throws IllegalArgumentException for another version
     */
    public static MinimumTlsVersion parse(String text) {
        for (MinimumTlsVersion version : values()) {
            if (version.number.equals(text)) {
                return version;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not one of 1.2, 1.3");
    }
}
