package dev.roundhouse.http.handlers.coding;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The supported content codings (RFC 9110 §8.4.1). */
public enum ContentCoding {
    /** Brotli (RFC 7932): the smallest for text, and slow to compress. */
    BROTLI("br", ".br"),
    /** Zstandard (RFC 8878): nearly as small, and fast to compress. */
    ZSTD("zstd", ".zst"),
    /** Gzip (RFC 9110 §8.4.1.3): supported by every client. */
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

    /** The suffix that the name of a precompressed sidecar has in addition to that of its original. */
    public String suffix() {
        return suffix;
    }

    /** The coding with this name in Content-Encoding. */
    public static Optional<ContentCoding> of(String token) {
        return Stream.of(values()).filter(coding -> coding.token.equals(token)).findFirst();
    }

    /** The coding of a file by the suffix of its name, which must not be all of the name. */
    public static Optional<ContentCoding> ofFileName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(coding -> lower.endsWith(coding.suffix) && lower.length() > coding.suffix.length())
                .findFirst();
    }
}
