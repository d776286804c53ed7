package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.certificate.CertificateReload.Failed;
import dev.roundhouse.http.tls.certificate.CertificateReload.Replaced;
import dev.roundhouse.http.tls.certificate.CertificateReload.Unchanged;
import java.nio.file.Path;
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

    /** Guarded by this. */
    private final WatchedFiles files;

    private volatile CertificateSet current;

    private CertificateFiles(List<CertificateSource> sources, CertificateSet current, WatchedFiles files) {
        this.sources = List.copyOf(sources);
        this.current = current;
        this.files = files;
    }

    /**
     * Loads the certificates.
     *
     * @param sources at least one
     * @param now the current time
     * @throws CertificateFileException if a file cannot be used
     */
    public static CertificateFiles load(List<CertificateSource> sources, Instant now) throws CertificateFileException {
        List<Path> paths = CertificateSet.files(sources);
        FileContents contents = FileContents.read(paths);
        return new CertificateFiles(
                sources, CertificateSet.load(sources, contents, now), new WatchedFiles(paths, contents));
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
        return files.readIfChanged().map(contents -> load(contents, now)).orElseGet(Unchanged::new);
    }

    /**
     * Loads the files, changed or not, and reports the result, such as on a signal of the operator.
     *
     * @param now the current time
     */
    public synchronized CertificateReload reload(Instant now) {
        return load(files.read(), now);
    }

    private CertificateReload load(FileContents contents, Instant now) {
        try {
            current = CertificateSet.load(sources, contents, now);
            return new Replaced(current);
        } catch (CertificateFileException problem) {
            return new Failed(problem.getMessage());
        }
    }
}
