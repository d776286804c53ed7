package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.pem.PemException;
import java.nio.file.Path;

/** A file of certificates or keys that cannot be used. The message is one line: the file, the line in it, and the remedy. */
public final class CertificateFileException extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateFileException(Path file, String problem) {
        super(message(file, problem));
    }

    CertificateFileException(Path file, String problem, Throwable cause) {
        super(message(file, problem), cause);
    }

    CertificateFileException(Path file, PemException problem) {
        super(message(file, problem.line(), problem.getMessage()), problem);
    }

    /** A message about a file, in one line. */
    static String message(Path file, String problem) {
        return oneLine(file + ": " + problem);
    }

    /** A message about a line of a file, in one line. */
    static String message(Path file, int line, String problem) {
        return oneLine(file + ":" + line + ": " + problem);
    }

    /** Names in files and certificates can contain control characters. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
