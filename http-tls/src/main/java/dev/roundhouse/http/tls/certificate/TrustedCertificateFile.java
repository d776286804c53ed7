package dev.roundhouse.http.tls.certificate;

import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A PEM file with certificates of authorities, and what was loaded from it last. A server that verifies the certificates of its
 * clients uses {@link #trustManager()}, which follows the file. Sessions are not affected: a client can resume one that began
 * while its authority was trusted.
 *
 * <p>Safe for use by several threads.
 */
public final class TrustedCertificateFile {
    private final Path file;
    private final X509ExtendedTrustManager trustManager = new CurrentTrustManager();

    /** Guarded by this. */
    private final WatchedFiles files;

    private volatile TrustedCertificates current;

    private TrustedCertificateFile(Path file, TrustedCertificates current, WatchedFiles files) {
        this.file = file;
        this.current = current;
        this.files = files;
    }

    /**
     * Loads the certificates.
     *
     * @param file contains one or more certificates
     * @param now the current time
     * @throws CertificateFileException if the file cannot be used
     */
    public static TrustedCertificateFile load(Path file, Instant now) throws CertificateFileException {
        FileContents contents = FileContents.read(List.of(file));
        return new TrustedCertificateFile(
                file, TrustedCertificates.load(file, contents, now), new WatchedFiles(List.of(file), contents));
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** What was loaded last. */
    public TrustedCertificates current() {
        return current;
    }

    /** Trusts the peers whose chain ends with one of the certificates that were loaded last. */
    public X509ExtendedTrustManager trustManager() {
        return trustManager;
    }

    /**
     * Loads the file if it has changed. To be called every few seconds: a change is used when two calls one after the other have
     * read the same bytes, as in {@link CertificateFiles#reloadIfChanged}.
     *
     * @param now the current time
     * @return the new certificates; empty if the file has not changed, or is being written
     * @throws CertificateFileException if the file has changed and cannot be used; the certificates from before stay. It is thrown
     *     once, until the file changes again
     */
    public synchronized Optional<TrustedCertificates> reloadIfChanged(Instant now) throws CertificateFileException {
        Optional<FileContents> changed = files.readIfChanged();
        return changed.isPresent() ? Optional.of(load(changed.get(), now)) : Optional.empty();
    }

    /**
     * Loads the file, changed or not.
     *
     * @param now the current time
     * @throws CertificateFileException if the file cannot be used; the certificates from before stay
     */
    public synchronized TrustedCertificates reload(Instant now) throws CertificateFileException {
        return load(files.read(), now);
    }

    private TrustedCertificates load(FileContents contents, Instant now) throws CertificateFileException {
        current = TrustedCertificates.load(file, contents, now);
        return current;
    }

    /** Delegates to the trust manager of what was loaded last. */
    private final class CurrentTrustManager extends X509ExtendedTrustManager {
        private X509ExtendedTrustManager delegate() {
            return current.trustManager();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            delegate().checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            delegate().checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            delegate().checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            delegate().checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            delegate().checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            delegate().checkServerTrusted(chain, type, engine);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return delegate().getAcceptedIssuers();
        }
    }
}
