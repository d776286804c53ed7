package dev.roundhouse.http.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the certificates of a server come from: exactly one of PEM files, a PKCS#12 file, and a certificate authority of this
 * machine.
 *
 * @param pem the files of each certificate; the first one is that for clients that name no host, or an unknown one
 * @param pkcs12 a file with certificates and their keys
 * @param passwordFile the file with the password of encrypted keys and of the PKCS#12 file
 * @param selfSignedNames the names and addresses for which a certificate is issued, in addition to localhost and those of the machine;
 *     empty without it
 * @param stateDirectory the directory of the certificate authority; empty for the default one
 */
public record CertificateConfig(
        List<KeyPairFiles> pem,
        Optional<Path> pkcs12,
        Optional<Path> passwordFile,
        Optional<List<String>> selfSignedNames,
        Optional<Path> stateDirectory) {
    /**
     * The files of a certificate.
     *
     * @param chain the certificate, followed by those of its issuers
     * @param key its private key
     */
    public record KeyPairFiles(Path chain, Path key) {}

    /** Copies the lists. */
    public CertificateConfig {
        pem = List.copyOf(pem);
        selfSignedNames = selfSignedNames.map(List::copyOf);
    }
}
