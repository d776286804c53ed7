package dev.roundhouse.http.handlers.listing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A style sheet inside a page, with its hash for the Content-Security-Policy of the page (CSP 3 §2.3.1). */
record InlineStyleSheet(String css) {
    /** A style sheet that ships with this class. */
    static InlineStyleSheet load(String resource) {
        try (InputStream bytes = InlineStyleSheet.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("Missing resource with a style sheet: " + resource);
            }
            return new InlineStyleSheet(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The HTML element: the bytes between its tags are exactly those that are hashed. */
    String styleElement() {
        return "<style>" + css + "</style>";
    }

    /** The source expression for the policy. */
    String cspSource() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
