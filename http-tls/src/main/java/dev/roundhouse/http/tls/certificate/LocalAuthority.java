package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.certificate.CertificateIssuer.Validity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A certificate authority for development. Its root certificate is created once and kept in a directory, so that a browser
 * needs to trust it once; the certificates of servers are valid for 90 days and issued anew when they expire soon.
 *
 * <p>Files: {@code root.pem}, the root certificate, to be trusted. {@code root-key.pem}, the same with its key, readable by the
 * owner alone: it can sign a certificate for every name, so it never leaves this machine. {@code server-*.pem}: a certificate
 * and its key, one file for each set of names. Several processes can use the directory at once.
 */
public final class LocalAuthority {
    static final Duration ROOT_VALIDITY = Duration.ofDays(3650);
    static final Duration LEAF_VALIDITY = Duration.ofDays(90);

    /** A leaf with less time is issued anew. */
    static final Duration LEAF_RENEWAL = Duration.ofDays(30);

    /** A root with less time is created anew. */
    private static final Duration ROOT_RENEWAL = LEAF_VALIDITY;

    /** The clocks of clients differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private final StateDirectory directory;
    private final ServerCertificate root;
    private final List<String> warnings;
    private final boolean isNew;

    private LocalAuthority(StateDirectory directory, ServerCertificate root, boolean isNew, List<String> warnings) {
        this.directory = directory;
        this.root = root;
        this.isNew = isNew;
        this.warnings = warnings;
    }

    /**
     * Opens the authority, and creates its root certificate if there is none, or if it expires soon.
     *
     * @param path the directory; created if it does not exist, for the owner alone
     * @param now the current time
     * @throws CertificateFileException if the directory cannot be written, or its root is damaged
     */
    public static LocalAuthority open(Path path, Instant now) throws CertificateFileException {
        StateDirectory directory = new StateDirectory(path);
        return directory.withLock(() -> {
            Path key = directory.resolve("root-key.pem");
            boolean isNew = !Files.exists(key) || !isValidFor(readRoot(key, now), now, ROOT_RENEWAL);
            if (isNew) {
                createRoot(directory, key, now);
            }
            ServerCertificate root = readRoot(key, now);
            directory.writeIfDifferent("root.pem", encode(root.certificate()));
            FileContents contents = FileContents.read(List.of(key));
            return new LocalAuthority(
                    directory, root, isNew, CertificateChecks.readableByAll(contents, key, "private key"));
        });
    }

    private static ServerCertificate readRoot(Path key, Instant now) throws CertificateFileException {
        String remedy = "delete it, and trust the new root certificate that is created then";
        ServerCertificate root;
        try {
            root = load(key, now);
        } catch (CertificateFileException problem) {
            throw new CertificateFileException(
                    key, "cannot be used (" + problem.getMessage() + "); " + remedy, problem);
        }
        if (root.certificate().getBasicConstraints() < 0 || !root.keyType().equals("EC")) {
            throw new CertificateFileException(key, "is not a root certificate of this server; " + remedy);
        }
        return root;
    }

    private static ServerCertificate load(Path file, Instant now) throws CertificateFileException {
        return CertificateSet.load(List.of(CertificateSource.pem(file, file)), now)
                .certificates()
                .get(0);
    }

    private static boolean isValidFor(ServerCertificate certificate, Instant now, Duration time) {
        return certificate.expiry().isAfter(now.plus(time));
    }

    private static void createRoot(StateDirectory directory, Path key, Instant now)
            throws IOException, GeneralSecurityException {
        KeyPair keys = CertificateIssuer.createKeyPair();
        X509Certificate certificate = CertificateIssuer.createRoot(
                keys,
                "Local root, created " + now.toString().substring(0, "yyyy-mm-dd".length()) + " on "
                        + LocalNames.hostName(),
                new Validity(now.minus(CLOCK_DIFFERENCE), now.plus(ROOT_VALIDITY)));
        directory.writeSecret(key, encode(certificate) + encode(keys.getPrivate()));
    }

    /**
     * Issues a certificate for a server, or returns the one from before, if it has the same names and enough time. To be
     * called again, with the same names, before it expires: the file is replaced.
     *
     * @param names domain names, also with a wildcard, and IP addresses; such as {@link #namesOfThisMachine}
     * @param now the current time
     * @throws IllegalArgumentException if a text is neither a domain name nor an IP address
     * @throws CertificateFileException if the directory cannot be written
     */
    public CertificateSource issue(Collection<String> names, Instant now) throws CertificateFileException {
        LocalNames parsed = LocalNames.parse(names);
        if (parsed.text().isEmpty()) {
            throw new IllegalArgumentException("at least one name is necessary");
        }
        return directory.withLock(() -> {
            Path file = directory.resolve("server-" + hash(parsed.text()) + ".pem");
            if (!isReusable(file, parsed, now)) {
                removeExpired(now);
                createLeaf(file, parsed, now);
            }
            return CertificateSource.pem(file, file);
        });
    }

    private void createLeaf(Path file, LocalNames names, Instant now) throws IOException, GeneralSecurityException {
        Instant end = now.plus(LEAF_VALIDITY);
        KeyPair keys = CertificateIssuer.createKeyPair();
        X509Certificate leaf = CertificateIssuer.createLeaf(
                root.certificate(),
                root.privateKey(),
                keys.getPublic(),
                names.dnsNames(),
                names.addresses(),
                new Validity(now.minus(CLOCK_DIFFERENCE), end.isBefore(root.expiry()) ? end : root.expiry()));
        directory.writeSecret(file, encode(leaf) + encode(root.certificate()) + encode(keys.getPrivate()));
    }

    /** A damaged file is replaced: nothing but this class trusts it. */
    private boolean isReusable(Path file, LocalNames names, Instant now) {
        return readLeaf(file, now)
                .filter(leaf -> isValidFor(leaf, now, LEAF_RENEWAL))
                .filter(leaf -> !leaf.certificate().getNotBefore().toInstant().isAfter(now))
                .filter(leaf -> leaf.chain().contains(root.certificate()))
                .filter(leaf -> new LocalNames(leaf.dnsNames(), leaf.addresses()).equals(names))
                .isPresent();
    }

    private static Optional<ServerCertificate> readLeaf(Path file, Instant now) {
        try {
            return Optional.of(load(file, now));
        } catch (CertificateFileException unusable) {
            return Optional.empty();
        }
    }

    /** The addresses of a laptop change often, and each set of names has a file. */
    private void removeExpired(Instant now) throws IOException {
        for (Path file : directory.list("server-*.pem")) {
            if (readLeaf(file, now)
                    .filter(leaf -> !isValidFor(leaf, now, Duration.ZERO))
                    .isPresent()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String hash(String text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static String encode(X509Certificate certificate) throws GeneralSecurityException {
        return PemBlocks.encode("CERTIFICATE", certificate.getEncoded());
    }

    private static String encode(PrivateKey key) {
        return PemBlocks.encode("PRIVATE KEY", key.getEncoded());
    }

    /** localhost, its addresses, and the name and addresses of this machine, except link-local ones. */
    public static List<String> namesOfThisMachine() {
        return LocalNames.ofThisMachine();
    }

    /** The file of the root certificate, to be trusted by browsers. */
    public Path rootCertificate() {
        return directory.resolve("root.pem");
    }

    /** The distinguished name of the root certificate, by which it is found in a trust store. */
    public String rootSubject() {
        return root.subject();
    }

    /** Whether the root certificate was created by this call of {@link #open}, so that nothing trusts it yet. */
    public boolean isNew() {
        return isNew;
    }

    /** What the operator should change, such as a key file that every user can read. */
    public List<String> warnings() {
        return warnings;
    }
}
