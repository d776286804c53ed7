package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.certificate.CertificateSource.PemFiles;
import dev.roundhouse.http.tls.certificate.CertificateSource.Pkcs12File;
import dev.roundhouse.http.tls.pem.DerWriter;
import dev.roundhouse.http.tls.pem.PemBlock;
import dev.roundhouse.http.tls.pem.PemBlocks;
import dev.roundhouse.http.tls.pem.PemException;
import dev.roundhouse.http.tls.pem.PrivateKeys;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the certificate and key of a source, and checks that they can be used together. */
final class CertificateLoader {
    private final FileContents contents;
    private final Instant now;
    private final List<String> warnings;

    /**
     * Creates a loader.
     *
     * @param contents the files of all sources
     * @param now the current time
     * @param warnings receives what should be changed
     */
    CertificateLoader(FileContents contents, Instant now, List<String> warnings) {
        this.contents = contents;
        this.now = now;
        this.warnings = warnings;
    }

    ServerCertificate load(CertificateSource source) throws CertificateFileException {
        if (source instanceof PemFiles files) {
            return load(files);
        }
        return load((Pkcs12File) source);
    }

    private ServerCertificate load(PemFiles files) throws CertificateFileException {
        List<LocatedCertificate> certificates = certificates(contents, files.certificate());
        Optional<char[]> password = Optional.empty();
        if (files.password().isPresent()) {
            password = Optional.of(contents.password(files.password().get()));
            warnIfWorldReadable(files.password().get(), "password");
        }
        List<PemBlock> keyBlocks = blocks(contents, files.key());
        PrivateKey key;
        int keyLine;
        try {
            key = PrivateKeys.decode(keyBlocks, password);
            keyLine = PrivateKeys.find(keyBlocks).line();
        } catch (PemException problem) {
            throw new CertificateFileException(files.key(), problem);
        }
        warnIfWorldReadable(files.key(), "private key");
        if (certificates.stream().noneMatch(located -> KeyPairs.fit(key, located.certificate()))) {
            throw new CertificateFileException(
                    files.key(),
                    new PemException(
                            "the private key does not fit the certificate in " + files.certificate()
                                    + "; use the key that the certificate was requested with",
                            keyLine));
        }
        return create(files.certificate(), certificates, key, files);
    }

    private ServerCertificate load(Pkcs12File source) throws CertificateFileException {
        Pkcs12Contents entry =
                Pkcs12Contents.read(source.file(), contents.bytes(source.file()), contents.password(source.password()));
        warnIfWorldReadable(source.file(), "private key");
        warnIfWorldReadable(source.password(), "password");
        List<LocatedCertificate> certificates = entry.chain().stream()
                .map(certificate -> new LocatedCertificate(certificate, LocatedCertificate.NO_LINE))
                .toList();
        if (certificates.stream().noneMatch(located -> KeyPairs.fit(entry.key(), located.certificate()))) {
            throw new CertificateFileException(
                    source.file(), "the private key does not fit the certificate; export both again");
        }
        return create(source.file(), certificates, entry.key(), source);
    }

    private ServerCertificate create(
            Path file, List<LocatedCertificate> certificates, PrivateKey key, CertificateSource source)
            throws CertificateFileException {
        List<X509Certificate> chain = new CertificateChain(file, warnings).order(certificates, key);
        try {
            ServerCertificate certificate = ServerCertificate.of(chain, key, source);
            new CertificateChecks(file, now, warnings).check(certificate);
            return certificate;
        } catch (CertificateException malformed) {
            throw new CertificateFileException(
                    file, "the names in the certificate are malformed; request a new certificate", malformed);
        }
    }

    private void warnIfWorldReadable(Path file, String content) throws CertificateFileException {
        warnings.addAll(CertificateChecks.readableByAll(contents, file, content));
    }

    /** The certificates of a PEM file; at least one. */
    static List<LocatedCertificate> certificates(FileContents contents, Path file) throws CertificateFileException {
        List<PemBlock> blocks = blocks(contents, file);
        List<LocatedCertificate> certificates = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.isCertificate()) {
                certificates.add(new LocatedCertificate(decode(file, block), block.line()));
            }
        }
        if (certificates.isEmpty()) {
            PemBlock first = blocks.get(0);
            throw new CertificateFileException(file, new PemException(withoutCertificate(first), first.line()));
        }
        return certificates;
    }

    private static String withoutCertificate(PemBlock first) {
        if (first.isPrivateKey()) {
            return "a private key, and no certificate; exchange the files of the certificate and the key";
        }
        if (first.label().endsWith("CERTIFICATE REQUEST")) {
            return "a certificate request, and no certificate; name the file that the certificate authority has issued";
        }
        return first.label().equals("TRUSTED CERTIFICATE")
                ? "a certificate in a format of OpenSSL alone; convert it with: openssl x509 -in FILE -out NEWFILE"
                : "no certificate, but " + first.label() + "; name the file of the certificate";
    }

    private static X509Certificate decode(Path file, PemBlock block) throws CertificateFileException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException malformed) {
            throw new CertificateFileException(
                    file, new PemException("the certificate is malformed; copy the file again", block.line()));
        }
    }

    /** The blocks of a PEM file; at least one. */
    private static List<PemBlock> blocks(FileContents contents, Path file) throws CertificateFileException {
        List<PemBlock> blocks;
        try {
            blocks = PemBlocks.parse(contents.text(file));
        } catch (PemException problem) {
            throw new CertificateFileException(file, problem);
        }
        if (blocks.isEmpty()) {
            throw new CertificateFileException(
                    file,
                    contents.bytes(file)[0] == DerWriter.SEQUENCE
                            ? "is not a PEM file but DER or PKCS#12; convert it with openssl, or name it as PKCS#12"
                            : "is not a PEM file: no line begins with -----BEGIN; name a PEM file");
        }
        return blocks;
    }
}
