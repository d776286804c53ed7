package dev.roundhouse.http.tls.pem;

/** A PEM text that cannot be read. The message contains neither the file nor the line. */
public final class PemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * Creates an exception.
     *
     * @param message the problem and the remedy
     * @param line the number of the line, from 1
     */
    public PemException(String message, int line) {
        super(message);
        this.line = line;
    }

    /** The number of the line, from 1. */
    public int line() {
        return line;
    }
}
