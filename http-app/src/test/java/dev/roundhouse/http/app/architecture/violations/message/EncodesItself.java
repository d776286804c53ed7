package dev.roundhouse.http.app.architecture.violations.message;

/** Violates: messages have no bytes but those of their content. */
public final class EncodesItself {
    private final byte[] statusLine;

    EncodesItself(byte[] statusLine) {
        this.statusLine = statusLine.clone();
    }

    int length() {
        return statusLine.length;
    }
}
