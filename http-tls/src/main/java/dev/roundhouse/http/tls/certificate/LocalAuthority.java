package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.certificate.CertificateIssuer.Validity;
import dev.roundhouse.http.tls.pem.PemBlocks;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate authority for development. Its root certificate is created once and kept in a directory, so that a browser
 * needs to trust it once; the certificates of servers are valid for 90 days and issued anew when they expire soon.
 *
 * <p>Files, readable by the owner alone: {@code root-1/certificate.pem}, the root certificate, to be trusted.
 * {@code root-1/key.pem}, its key: it can sign a certificate for every name, so it never leaves this machine. {@code
 * server-*.pem}: a certificate and its key, one file for each set of names. Several threads and several processes can use the directory at once.
 */
public final class LocalAuthority {
    static final Duration ROOT_VALIDITY = Duration.ofDays(3650);
    static final Duration LEAF_VALIDITY = Duration.ofDays(90);

    /** A leaf with less time is issued anew. */
    static final Duration LEAF_RENEWAL = Duration.ofDays(30);

    /** A root with less time gets a successor with the next number. */
    private static final Duration ROOT_RENEWAL = LEAF_VALIDITY;

    /** The clocks of clients differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private static final Pattern ROOT_DIRECTORY = Pattern.compile("root-([0-9]{1,6})");
    private static final String ROOT_CERTIFICATE = "certificate.pem";
    private static final String ROOT_KEY = "key.pem";

    private final StateDirectory directory;
    private final ServerCertificate root;
    private final boolean isNew;

    private LocalAuthority(StateDirectory directory, ServerCertificate root, boolean isNew) {
        this.directory = directory;
        this.root = root;
        this.isNew = isNew;
    }

    /**
     * Opens the authority, and creates its root certificate if there is none, or if it expires soon.
     *
     * @param path the directory; created if it does not exist, for the owner alone
     * @param now the current time
     * @throws CertificateFileException if the directory cannot be written, or its root is damaged
     */
    public static LocalAuthority open(Path path, Instant now) throws CertificateFileException {
        try {
            StateDirectory directory = new StateDirectory(path);
            int number = lastNumber(directory);
            if (number > 0) {
                ServerCertificate root = readRoot(directory, number, now);
                if (isValidFor(root, now, ROOT_RENEWAL)) {
                    return new LocalAuthority(directory, root, false);
                }
            }
            boolean isNew = createRoot(directory, number + 1, now);
            return new LocalAuthority(directory, readRoot(directory, number + 1, now), isNew);
        } catch (IOException | GeneralSecurityException failed) {
            throw notWritable(path, failed);
        }
    }

    private static CertificateFileException notWritable(Path path, Exception cause) {
        return new CertificateFileException(
                path, "cannot be written (" + cause + "); name another directory, or change its owner", cause);
    }

    /** The number of the newest root; 0 if there is none. */
    private static int lastNumber(StateDirectory directory) throws IOException {
        int last = 0;
        for (Path root : directory.list("root-*")) {
            Matcher name = ROOT_DIRECTORY.matcher(root.getFileName().toString());
            if (name.matches()) {
                last = Math.max(last, Integer.parseInt(name.group(1)));
            }
        }
        return last;
    }

    private static Path rootDirectory(StateDirectory directory, int number) {
        return directory.resolve("root-" + number);
    }

    private static ServerCertificate readRoot(StateDirectory directory, int number, Instant now)
            throws CertificateFileException {
        Path path = rootDirectory(directory, number);
        String remedy = "delete the directory, and trust the new root certificate that is created then";
        ServerCertificate root;
        try {
            root = load(path.resolve(ROOT_CERTIFICATE), path.resolve(ROOT_KEY), now);
        } catch (CertificateFileException problem) {
            throw new CertificateFileException(
                    path, "cannot be used (" + problem.getMessage() + "); " + remedy, problem);
        }
        if (root.certificate().getBasicConstraints() < 0 || !root.keyType().equals("EC")) {
            throw new CertificateFileException(path, "contains no root certificate of this server; " + remedy);
        }
        return root;
    }

    private static ServerCertificate load(Path certificate, Path key, Instant now) throws CertificateFileException {
        return CertificateSet.load(List.of(CertificateSource.pem(certificate, key)), now)
                .certificates()
                .get(0);
    }

    private static boolean isValidFor(ServerCertificate certificate, Instant now, Duration time) {
        return certificate.expiry().isAfter(now.plus(time));
    }

    /** False if another process has created it at the same time. */
    private static boolean createRoot(StateDirectory directory, int number, Instant now)
            throws IOException, GeneralSecurityException {
        KeyPair keys = CertificateIssuer.createKeyPair();
        X509Certificate certificate = CertificateIssuer.createRoot(
                keys,
                "Local root of " + LocalNames.hostName() + " " + LocalDate.ofInstant(now, ZoneOffset.UTC),
                new Validity(now.minus(CLOCK_DIFFERENCE), now.plus(ROOT_VALIDITY)));
        return directory.createDirectory(
                rootDirectory(directory, number),
                Map.of(ROOT_CERTIFICATE, encode(certificate), ROOT_KEY, encode(keys.getPrivate())));
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
        try {
            Path file = directory.resolve("server-" + hash(parsed.text()) + ".pem");
            if (!isReusable(file, parsed, now)) {
                removeExpired(now);
                createLeaf(file, parsed, now);
            }
            return CertificateSource.pem(file, file);
        } catch (IOException | GeneralSecurityException failed) {
            throw notWritable(directory.resolve("."), failed);
        }
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
        // Key and certificate in one file: a rename replaces both.
        directory.write(file, encode(leaf) + encode(root.certificate()) + encode(keys.getPrivate()));
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
            return Optional.of(load(file, file, now));
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
        return root.source().files().get(0);
    }

    /** The distinguished name of the root certificate, by which it is found in a trust store. */
    public String rootSubject() {
        return root.subject();
    }

    /** Whether the root certificate was created by this call of {@link #open}, so that nothing trusts it yet. */
    public boolean isNew() {
        return isNew;
    }
}
