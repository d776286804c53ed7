package dev.roundhouse.http.app.tls;

import dev.roundhouse.http.app.config.CertificateConfig;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateFiles;
import dev.roundhouse.http.tls.certificate.CertificateSource;
import dev.roundhouse.http.tls.certificate.CertificateSource.PemFiles;
import dev.roundhouse.http.tls.certificate.CertificateSource.Pkcs12File;
import dev.roundhouse.http.tls.certificate.LocalAuthority;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of a server, loaded from their files.
 *
 * @param files the files, and what was loaded from them
 * @param renewal issues the certificate of this machine again, if it expires soon
 */
record OpenCertificates(CertificateFiles files, Renewal renewal) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    /** Replaces a file of a certificate before it expires. */
    @FunctionalInterface
    interface Renewal {
        /** Nothing to replace: another program renews the certificates. */
        Renewal NONE = now -> {};

        void renew(Instant now) throws CertificateFileException;
    }

    /**
     * Loads the certificates.
     *
     * @throws CertificateFileException if a file cannot be used
     * @throws StartupException for a name that no certificate can be issued for
     */
    static OpenCertificates open(CertificateConfig config, Instant now) throws CertificateFileException {
        return config.selfSignedNames().isPresent()
                ? selfSigned(config, config.selfSignedNames().get(), now)
                : new OpenCertificates(CertificateFiles.load(sources(config), now), Renewal.NONE);
    }

    private static List<CertificateSource> sources(CertificateConfig config) {
        Optional<Path> password = config.passwordFile();
        return config.pkcs12()
                .<List<CertificateSource>>map(file -> List.of(new Pkcs12File(file, password.orElseThrow())))
                .orElseGet(() -> config.pem().stream()
                        .<CertificateSource>map(pair -> new PemFiles(pair.chain(), pair.key(), password))
                        .toList());
    }

    private static OpenCertificates selfSigned(CertificateConfig config, List<String> configured, Instant now)
            throws CertificateFileException {
        List<String> names = Stream.concat(LocalAuthority.namesOfThisMachine().stream(), configured.stream())
                .toList();
        LocalAuthority authority = LocalAuthority.open(StatePath.of(config.stateDirectory()), now);
        LOG.info(
                "self-signed certificate: clients have to trust {}, {}; docs/tls.md has the command for each system",
                authority.rootCertificate(),
                authority.isNew() ? "which is new" : "which is the same as before");
        try {
            CertificateSource source = authority.issue(names, now);
            return new OpenCertificates(
                    CertificateFiles.load(List.of(source), now), later -> authority.issue(names, later));
        } catch (IllegalArgumentException invalid) {
            throw StartupException.ofConfiguration("--tls-self-signed: " + invalid.getMessage(), invalid);
        }
    }
}
