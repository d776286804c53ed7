package dev.roundhouse.http.tls.certificate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates of a server, checked, in the order in which they are given. Immutable. */
public final class CertificateSet {
    private final List<ServerCertificate> certificates;
    private final List<String> warnings;

    private CertificateSet(List<ServerCertificate> certificates, List<String> warnings) {
        this.certificates = List.copyOf(certificates);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads and checks the files of all sources.
     *
     * @param sources at least one
     * @param now the current time, for warnings about expiry
     * @throws CertificateFileException for the first file that cannot be used
     */
    public static CertificateSet load(List<CertificateSource> sources, Instant now) throws CertificateFileException {
        return load(sources, FileContents.read(files(sources)), now);
    }

    static CertificateSet load(List<CertificateSource> sources, FileContents contents, Instant now)
            throws CertificateFileException {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("at least one certificate is necessary");
        }
        List<ServerCertificate> certificates = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        CertificateLoader loader = new CertificateLoader(contents, now, warnings);
        for (CertificateSource source : sources) {
            ServerCertificate certificate = loader.load(source);
            if (isHidden(certificate, certificates)) {
                warnings.add(CertificateFileException.message(
                        source.files().get(0),
                        "the certificate is never used: certificates given before it have its names and its key type;"
                                + " remove it, or them"));
            }
            certificates.add(certificate);
        }
        return new CertificateSet(certificates, warnings);
    }

    /** Whether certificates before it are chosen for all its names. */
    private static boolean isHidden(ServerCertificate certificate, List<ServerCertificate> before) {
        return !certificate.dnsNames().isEmpty()
                && certificate.dnsNames().stream()
                        .allMatch(name -> before.stream()
                                .anyMatch(other ->
                                        other.hasName(name) && other.keyType().equals(certificate.keyType())));
    }

    /** The files of all sources. */
    static List<Path> files(List<CertificateSource> sources) {
        return sources.stream().flatMap(source -> source.files().stream()).toList();
    }

    /** The certificates, in the order of their sources. */
    public List<ServerCertificate> certificates() {
        return certificates;
    }

    /** What the operator should change, such as an expired certificate; each a line that begins with the file. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether a certificate is valid for a host, as {@link ServerCertificate#covers}. */
    public boolean covers(String host) {
        return certificates.stream().anyMatch(certificate -> certificate.covers(host));
    }

    /**
     * The notices that have become due: 21, 7 and 1 days before a certificate expires, and when it has expired. If several
     * are due for one certificate, only the last one is returned.
     *
     * @param since the time of the last call; {@link Instant#MIN} for the first one
     * @param now the current time
     */
    public List<ExpiryNotice> expiryNotices(Instant since, Instant now) {
        return certificates.stream()
                .map(certificate -> ExpiryNotice.due(certificate, since, now))
                .flatMap(Optional::stream)
                .toList();
    }
}
