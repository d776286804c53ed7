package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.certificate.CertificateReload.Failed;
import dev.roundhouse.http.tls.certificate.CertificateReload.Replaced;
import dev.roundhouse.http.tls.certificate.CertificateReload.Unchanged;
import java.time.Instant;
import java.util.List;

/**
 * The files of the certificates of a server, and what was loaded from them last. Notices files that are replaced by any
 * means, since it compares their bytes: renamed files, symbolic links that point elsewhere, files written in place. They have
 * a few kilobytes.
 *
 * <p>Safe for use by several threads.
 */
public final class CertificateFiles {
    private final List<CertificateSource> sources;

    private volatile CertificateSet current;

    /** The files that were loaded or reported last. Guarded by this. */
    private String settledDigest;

    /** The files as they were at the last call. Guarded by this. */
    private String lastDigest;

    private CertificateFiles(List<CertificateSource> sources, CertificateSet current, String digest) {
        this.sources = List.copyOf(sources);
        this.current = current;
        this.settledDigest = digest;
        this.lastDigest = digest;
    }

    /**
     * Loads the certificates.
     *
     * @param sources at least one
     * @param now the current time
     * @throws CertificateFileException if a file cannot be used
     */
    public static CertificateFiles load(List<CertificateSource> sources, Instant now) throws CertificateFileException {
        FileContents contents = CertificateSet.read(sources);
        return new CertificateFiles(sources, CertificateSet.load(sources, contents, now), contents.digest());
    }

    /** What was loaded last. */
    public CertificateSet current() {
        return current;
    }

    /**
     * Loads the files if they have changed. To be called every few seconds: a change is used when two calls one after the
     * other have read the same bytes. So a file that is being written, or a new certificate whose key is not yet in place, is
     * neither loaded nor reported. A failure is reported once, until the files change again.
     *
     * @param now the current time
     */
    public synchronized CertificateReload reloadIfChanged(Instant now) {
        FileContents contents = CertificateSet.read(sources);
        String digest = contents.digest();
        boolean isStable = digest.equals(lastDigest);
        lastDigest = digest;
        return isStable && !digest.equals(settledDigest) ? load(contents, digest, now) : new Unchanged();
    }

    /**
     * Loads the files, changed or not, and reports the result, such as on a signal of the operator.
     *
     * @param now the current time
     */
    public synchronized CertificateReload reload(Instant now) {
        FileContents contents = CertificateSet.read(sources);
        lastDigest = contents.digest();
        return load(contents, lastDigest, now);
    }

    private CertificateReload load(FileContents contents, String digest, Instant now) {
        settledDigest = digest;
        try {
            current = CertificateSet.load(sources, contents, now);
            return new Replaced(current);
        } catch (CertificateFileException problem) {
            return new Failed(problem.getMessage());
        }
    }
}
