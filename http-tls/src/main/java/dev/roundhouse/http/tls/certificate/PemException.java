package dev.roundhouse.http.tls.certificate;

/** A PEM file that cannot be read. The message names the line. */
final class PemException extends Exception {
    private static final long serialVersionUID = 1L;

    PemException(String message, int line) {
        super("line " + line + ": " + message);
    }
}
