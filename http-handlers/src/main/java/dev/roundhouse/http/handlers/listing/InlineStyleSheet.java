package dev.roundhouse.http.handlers.listing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A style sheet inside a page, and the hash by which the page's Content-Security-Policy knows it (CSP 3 §2.3.1). */
record InlineStyleSheet(String css) {
    /** A style sheet that ships with this class. */
    static InlineStyleSheet load(String resource) {
        try (InputStream bytes = InlineStyleSheet.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("A style sheet is missing from the program: " + resource);
            }
            return new InlineStyleSheet(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As it stands in the page: what is between the tags has to be what was hashed, to the octet. */
    String styleElement() {
        return "<style>" + css + "</style>";
    }

    /** As it stands in the policy. */
    String cspSource() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
