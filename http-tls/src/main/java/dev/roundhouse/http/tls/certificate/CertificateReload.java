package dev.roundhouse.http.tls.certificate;

/** What a look at the files of the certificates has found. */
public sealed interface CertificateReload {
    /** The files are the same, or being written. */
    record Unchanged() implements CertificateReload {}

    /**
     * Other certificates are current now.
     *
     * @param certificates the new ones
     */
    record Replaced(CertificateSet certificates) implements CertificateReload {}

    /**
     * The files have changed and cannot be used; the certificates from before stay current.
     *
     * @param message why, in one line
     */
    record Failed(String message) implements CertificateReload {}
}
