package dev.roundhouse.http.app.tls;

import dev.roundhouse.http.app.config.TlsConfig;
import dev.roundhouse.http.app.config.TlsConfig.HandshakeConfig;
import dev.roundhouse.http.app.endpoint.Encryption;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.tls.ClientAuthentication;
import dev.roundhouse.http.tls.TlsServer;
import dev.roundhouse.http.tls.TlsSettings;
import dev.roundhouse.http.tls.TlsVersion;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.ServerCertificate;
import dev.roundhouse.http.tls.certificate.TrustedCertificateFile;
import dev.roundhouse.http.transport.Service.ConnectionFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS of a server, with its certificates loaded. They are replaced while it runs. */
public final class ServerTls implements Encryption {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    /** From this version on, a stateless ticket of TLS 1.2 is invalid after its certificate was replaced. */
    private static final int STATEFUL_TICKETS_VERSION = 25;

    /** From this version on, the groups of a server are parameters. */
    private static final int NAMED_GROUPS_VERSION = 20;

    private final TlsSettings settings;
    private final CertificateKeyManager keys;
    private final Optional<TrustedCertificateFile> clientAuthorities;
    private final CertificateWatcher watcher;

    private ServerTls(
            TlsSettings settings,
            CertificateKeyManager keys,
            Optional<TrustedCertificateFile> clientAuthorities,
            CertificateWatcher watcher) {
        this.settings = settings;
        this.keys = keys;
        this.clientAuthorities = clientAuthorities;
        this.watcher = watcher;
    }

    /**
     * Loads the certificates.
     *
     * @param writeTimeout how long a client may accept no bytes
     * @throws StartupException if a file cannot be used
     */
    public static ServerTls open(TlsConfig config, Duration writeTimeout) {
        try {
            OpenCertificates certificates = OpenCertificates.open(config.certificates(), Instant.now());
            CertificateKeyManager keys =
                    new CertificateKeyManager(certificates.files().current(), config.hasStrictSni());
            Optional<TrustedCertificateFile> authorities = authorities(config.clientAuthorities());
            CertificateWatcher watcher =
                    new CertificateWatcher(certificates, keys, authorities, InstantSource.system());
            return new ServerTls(settings(config, writeTimeout), keys, authorities, watcher);
        } catch (CertificateFileException unusable) {
            throw StartupException.ofConfiguration(unusable.getMessage(), unusable);
        }
    }

    private static Optional<TrustedCertificateFile> authorities(Optional<Path> file) throws CertificateFileException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        TrustedCertificateFile authorities = TrustedCertificateFile.load(file.get(), Instant.now());
        authorities.current().warnings().forEach(LOG::warn);
        return Optional.of(authorities);
    }

    private static TlsSettings settings(TlsConfig config, Duration writeTimeout) {
        HandshakeConfig handshakes = config.handshakes();
        return new TlsSettings(
                TlsVersion.valueOf(config.minimumVersion().name()),
                config.cipherSuites(),
                config.groups(),
                ClientAuthentication.valueOf(config.clientCertificates().name()),
                TlsSettings.HTTP_1,
                handshakes.timeout(),
                writeTimeout,
                handshakes.sessionLifetime(),
                handshakes.maxUnfinished());
    }

    /**
     * {@inheritDoc}
     *
     * <p>From now on, the files of the certificates are watched. Called once.
     *
     * @throws StartupException if this Java does not support a configured algorithm
     */
    @Override
    public ConnectionFactory encrypt(ConnectionFactory inner) {
        setJavaDefaults();
        try {
            TlsServer server = TlsServer.create(
                    settings.withApplicationProtocols(inner.applicationProtocols()),
                    keys,
                    clientAuthorities.map(TrustedCertificateFile::trustManager),
                    inner::newConnection,
                    new HandshakeLog(System::nanoTime));
            watcher.start();
            return server::newConnection;
        } catch (GeneralSecurityException unsupported) {
            throw StartupException.ofConfiguration(
                    "Cannot use TLS: " + unsupported.getMessage() + " (see --tls-ciphers and --tls-groups).",
                    unsupported);
        }
    }

    /** Sets what Java reads from system properties alone, when the first context is created. */
    private static void setJavaDefaults() {
        setDefault("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        if (Runtime.version().feature() >= STATEFUL_TICKETS_VERSION) {
            setDefault("jdk.tls.server.enableSessionTicketExtension", "false");
        }
        if (Runtime.version().feature() < NAMED_GROUPS_VERSION) {
            setDefault("jdk.tls.namedGroups", String.join(",", TlsSettings.DEFAULT_GROUPS));
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public boolean covers(ConnectionInfo connection, String host) {
        return keys.certificates().covers(host)
                || keys.certificates().certificates().stream().anyMatch(ServerCertificate::hasNoNames)
                || connection.tls().filter(tls -> covers(tls, host)).isPresent();
    }

    /** A client may use a connection as long as it is open, also if its certificate has been replaced. */
    private static boolean covers(TlsInfo tls, String host) {
        return !tls.certificateNames().isEmpty() && tls.covers(host);
    }

    @Override
    public void reload() {
        watcher.reload();
    }

    @Override
    public void close() {
        watcher.close();
    }
}
