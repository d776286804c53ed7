package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.CertificateConfig;
import dev.roundhouse.http.app.config.CertificateConfig.KeyPairFiles;
import dev.roundhouse.http.app.config.TlsConfig;
import dev.roundhouse.http.app.config.TlsConfig.ClientCertificateMode;
import dev.roundhouse.http.app.config.TlsConfig.HandshakeConfig;
import dev.roundhouse.http.app.config.TlsConfig.MinimumTlsVersion;
import dev.roundhouse.http.cli.DurationParser;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of TLS. It is used if there is a certificate. */
public final class TlsOptions extends OptionGroup {
    private static final Duration MAX_LIFETIME = Duration.ofDays(7);
    private static final String OF_THIS_MACHINE = "auto";
    private static final String SOURCES = "--tls-cert, --tls-p12 or --tls-self-signed";

    private final OptionValue<List<Path>> chains = option("--tls-cert", "FILE", TlsOptions::file)
            .description(
                    "Serve HTTPS at --port with this certificate: a PEM file with the certificate, then those of its"
                            + " issuers. Repeatable, each with its --tls-key; clients get the one for the requested host, or else"
                            + " the first. Replaced files are loaded within 10 seconds, or at SIGHUP.")
            .repeatable();

    private final OptionValue<List<Path>> keys = option("--tls-key", "FILE", TlsOptions::file)
            .description("Private key (PEM) of a --tls-cert. Repeatable, in the same order.")
            .repeatable();

    private final OptionValue<Optional<Path>> pkcs12 = option("--tls-p12", "FILE", TlsOptions::file)
            .description(
                    "PKCS#12 file with a certificate, its key and the certificates of its issuers, instead of --tls-cert. Requires"
                            + " --tls-password-file.")
            .optional();

    private final OptionValue<Optional<Path>> password = option("--tls-password-file", "FILE", TlsOptions::file)
            .description("File whose first line is the password of --tls-p12, or of encrypted --tls-key files.")
            .optional();

    private final OptionValue<Optional<List<String>>> selfSigned = option(
                    "--tls-self-signed", "NAME[,NAME]", TlsOptions::names)
            .description(
                    "Create a certificate for development, for localhost, the names and addresses of this machine, and"
                            + " these. Logs which root certificate to trust.")
            .implicitValue(OF_THIS_MACHINE)
            .optional();

    private final OptionValue<Optional<Path>> stateDirectory = option("--state-directory", "DIR", TlsOptions::file)
            .description("Directory for the root certificate of --tls-self-signed. Default: $STATE_DIRECTORY,"
                    + " $XDG_STATE_HOME/roundhouse or ~/.local/state/roundhouse")
            .optional();

    private final OptionValue<MinimumTlsVersion> minimum = option("--tls-min", "VERSION", MinimumTlsVersion::parse)
            .description("Minimum TLS version: 1.2 or 1.3. Default: ${DEFAULT-VALUE}")
            .defaultValue("1.2");

    private final OptionValue<List<String>> ciphers = option("--tls-ciphers", "NAME", TlsOptions::name)
            .description(
                    "Cipher suites in order of preference, e.g. TLS_AES_128_GCM_SHA256. Default: those with forward"
                            + " secrecy and authenticated encryption")
            .separatedByCommas();

    private final OptionValue<List<String>> groups = option("--tls-groups", "NAME", TlsOptions::name)
            .description("Key exchange groups in order of preference, e.g. x25519,secp256r1. Default: elliptic curves")
            .separatedByCommas();

    private final OptionValue<ClientCertificateMode> clientAuthentication = option(
                    "--tls-client-auth", "MODE", EnumParser.of(ClientCertificateMode.class))
            .description("Client certificates: 'off', 'want' (accept clients without one) or 'need'."
                    + " Default: ${DEFAULT-VALUE}")
            .defaultValue("off");

    private final OptionValue<Optional<Path>> clientAuthorities = option("--tls-client-ca", "FILE", TlsOptions::file)
            .description("Certificates (PEM) of the authorities that sign client certificates.")
            .optional();

    private final OptionValue<Boolean> strictSni = flag(
            "--tls-strict-sni",
            "Fail the handshake if no certificate covers the requested host, or none is requested.");

    private final OptionValue<Duration> timeout = option("--handshake-timeout", "TIME", DurationParser::parsePositive)
            .description(
                    "Maximum time from accepting a connection to the end of its handshake. Default: ${DEFAULT-VALUE}")
            .defaultValue("10s");

    private final OptionValue<Integer> maxUnfinished = option("--max-handshakes", "N", IntParser::positiveOrOff)
            .description("Maximum number of unfinished handshakes; further connections are closed, or 'off'."
                    + " Default: ${DEFAULT-VALUE}")
            .defaultValue("10000");

    private final OptionValue<Duration> sessionLifetime = option("--tls-session-lifetime", "TIME", TlsOptions::lifetime)
            .description(
                    "How long a client may resume a session, without a full handshake; at most a week (168h). Default: ${DEFAULT-VALUE}")
            .defaultValue("24h");

    /** Creates the options of a command. */
    public TlsOptions() {
        super("TLS");
    }

    /** Rejects an empty name: in a script, it is a variable that is not set. */
    private static Path file(String text) {
        return Path.of(name(text));
    }

    private static String name(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the name is empty");
        }
        return text;
    }

    /** TLS counts it in seconds, up to a week. RFC 8446 §4.6.1 */
    private static Duration lifetime(String text) {
        Duration lifetime = DurationParser.parse(text);
        if (lifetime.toSeconds() < 1 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("expected a time from 1s to 168h, not '" + text + "'");
        }
        return lifetime;
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        if (!text.equals(OF_THIS_MACHINE)) {
            for (String part : text.split(",", -1)) {
                names.add(name(part.strip()));
            }
        }
        return names;
    }

    /**
     * The values; empty if there is no certificate.
     *
     * @throws IllegalArgumentException for options that contradict each other, or have no effect
     */
    public Optional<TlsConfig> config() {
        checkCertificates();
        checkClientCertificates();
        if (!hasCertificates()) {
            return Optional.empty();
        }
        return Optional.of(new TlsConfig(
                new CertificateConfig(
                        pemFiles(), pkcs12.value(), password.value(), selfSigned.value(), stateDirectory.value()),
                minimum.value(),
                ciphers.value(),
                groups.value(),
                clientAuthentication.value(),
                clientAuthorities.value(),
                strictSni.value(),
                new HandshakeConfig(timeout.value(), maxUnfinished.value(), sessionLifetime.value())));
    }

    private List<KeyPairFiles> pemFiles() {
        List<KeyPairFiles> files = new ArrayList<>();
        for (int i = 0; i < chains.value().size(); i++) {
            files.add(new KeyPairFiles(chains.value().get(i), keys.value().get(i)));
        }
        return files;
    }

    private boolean hasCertificates() {
        return sources() > 0;
    }

    private int sources() {
        return (chains.value().isEmpty() ? 0 : 1)
                + (pkcs12.value().isPresent() ? 1 : 0)
                + (selfSigned.value().isPresent() ? 1 : 0);
    }

    private void checkCertificates() {
        checkSources();
        if (!hasCertificates()) {
            rejectIf(!ciphers.value().isEmpty(), "--tls-ciphers");
            rejectIf(!groups.value().isEmpty(), "--tls-groups");
            rejectIf(clientAuthentication.value() != ClientCertificateMode.OFF, "--tls-client-auth");
            rejectIf(clientAuthorities.value().isPresent(), "--tls-client-ca");
            rejectIf(strictSni.value(), "--tls-strict-sni");
        }
    }

    private void checkSources() {
        int chainCount = chains.value().size();
        int keyCount = keys.value().size();
        if (chainCount != keyCount) {
            throw new IllegalArgumentException("--tls-cert is given " + times(chainCount) + " and --tls-key "
                    + times(keyCount) + "; give one --tls-key for each --tls-cert, in the same order");
        }
        if (sources() > 1) {
            throw new IllegalArgumentException("only one of " + SOURCES + " can be used");
        }
        if (password.value().isPresent() && chainCount == 0 && pkcs12.value().isEmpty()) {
            throw withoutEffect("--tls-password-file", "--tls-cert or --tls-p12");
        }
        if (stateDirectory.value().isPresent() && selfSigned.value().isEmpty()) {
            throw withoutEffect("--state-directory", "--tls-self-signed");
        }
        if (pkcs12.value().isPresent() && password.value().isEmpty()) {
            throw new IllegalArgumentException("--tls-p12 requires --tls-password-file, a file with its password");
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private void checkClientCertificates() {
        boolean areUsed = clientAuthentication.value() != ClientCertificateMode.OFF;
        if (areUsed && clientAuthorities.value().isEmpty()) {
            throw new IllegalArgumentException(
                    "--tls-client-auth requires --tls-client-ca, the authorities that sign" + " client certificates");
        }
        if (!areUsed && clientAuthorities.value().isPresent()) {
            throw withoutEffect("--tls-client-ca", "--tls-client-auth=want or need");
        }
    }

    private static void rejectIf(boolean isUsed, String option) {
        if (isUsed) {
            throw withoutTls(option);
        }
    }

    /** An exception for an option of HTTPS without a certificate; the caller throws it. */
    static IllegalArgumentException withoutTls(String option) {
        return withoutEffect(option, SOURCES);
    }

    /** An exception for an option that requires another one; the caller throws it. */
    static IllegalArgumentException withoutEffect(String option, String required) {
        return new IllegalArgumentException(option + " has no effect without " + required);
    }
}
