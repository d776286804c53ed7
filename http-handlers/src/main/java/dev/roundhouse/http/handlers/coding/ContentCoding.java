package dev.roundhouse.http.handlers.coding;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways of making content smaller on its way (RFC 9110 §8.4.1) of which a file server knows files. */
public enum ContentCoding {
    /** RFC 7932. The smallest for text, and slow to make. */
    BROTLI("br", ".br"),
    /** RFC 8878. Nearly as small, and fast to make. */
    ZSTD("zstd", ".zst"),
    /** RFC 9110 §8.4.1.3. Every client knows it. */
    GZIP("gzip", ".gz");

    private final String token;
    private final String suffix;

    ContentCoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** Its name in Content-Encoding and Accept-Encoding. */
    public String token() {
        return token;
    }

    /** The suffix of the name of a precompressed sidecar. */
    public String suffix() {
        return suffix;
    }

    /** The coding of that name. */
    public static Optional<ContentCoding> of(String token) {
        return Stream.of(values()).filter(coding -> coding.token.equals(token)).findFirst();
    }

    /** The coding that the suffix of a file's name says, if something stands before it. */
    public static Optional<ContentCoding> ofFileName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(coding -> lower.endsWith(coding.suffix) && lower.length() > coding.suffix.length())
                .findFirst();
    }
}
