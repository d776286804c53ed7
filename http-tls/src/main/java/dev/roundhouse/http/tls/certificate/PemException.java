package dev.roundhouse.http.tls.certificate;

/** A PEM text that cannot be read. The message contains neither the file nor the line. */
final class PemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    PemException(String message, int line) {
        super(message);
        this.line = line;
    }

    /** The number of the line, from 1. */
    int line() {
        return line;
    }
}
