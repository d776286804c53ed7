package dev.roundhouse.http.handlers.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256, truncated to 128 bits: collisions do not occur by accident, and 22 characters are short enough for a header. */
final class ContentHash {
    private static final int BYTES = 16;

    private final MessageDigest sha256;

    ContentHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    /** The hash of the remaining bytes of a buffer, whose position does not change. */
    static String of(ByteBuffer bytes) {
        ContentHash contentHash = new ContentHash();
        contentHash.update(bytes.duplicate());
        return contentHash.finish();
    }

    /** Adds the remaining bytes of a buffer. */
    void update(ByteBuffer bytes) {
        sha256.update(bytes);
    }

    String finish() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256.digest(), BYTES));
    }
}
