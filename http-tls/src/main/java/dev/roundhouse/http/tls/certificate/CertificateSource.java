package dev.roundhouse.http.tls.certificate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that contain one certificate and its private key. */
public sealed interface CertificateSource {
    /** The files that are read, such as for a message. */
    List<Path> files();

    /**
     * A certificate chain and an unencrypted key in PEM files.
     *
     * @param certificate contains the certificate, and the intermediate certificates after it
     * @param key contains the private key; it can be the same file
     */
    static CertificateSource pem(Path certificate, Path key) {
        return new PemFiles(certificate, key, Optional.empty());
    }

    /**
     * PEM files, RFC 7468.
     *
     * @param certificate contains the certificate, and the intermediate certificates after it
     * @param key contains the private key; it can be the same file
     * @param password contains the password of the key in its first line, if the key is encrypted
     */
    record PemFiles(Path certificate, Path key, Optional<Path> password) implements CertificateSource {
        @Override
        public List<Path> files() {
            List<Path> files = new ArrayList<>(List.of(certificate, key));
            password.ifPresent(files::add);
            return List.copyOf(files);
        }
    }

    /**
     * A PKCS#12 file, RFC 7292.
     *
     * @param file contains one private key and its certificate chain
     * @param password contains the password of the file in its first line
     */
    record Pkcs12File(Path file, Path password) implements CertificateSource {
        @Override
        public List<Path> files() {
            return List.of(file, password);
        }
    }
}
