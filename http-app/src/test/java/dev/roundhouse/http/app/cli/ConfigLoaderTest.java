package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.config.AccessLogMode;
import dev.roundhouse.http.app.config.ConfigFile;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.EffectiveOption;
import dev.roundhouse.http.app.config.LoadedConfig;
import dev.roundhouse.http.app.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loader of the configuration, with all sources in memory. */
class ConfigLoaderTest {
    private static final String FILE = "server.conf";

    /** One value for every option with another than the default. */
    private static final List<String> OPTIONS_WITHOUT_TLS = List.of(
            "--directory=/srv/www",
            "--mount=/docs=/srv/docs",
            "--mount=/a b=relative",
            "--base-path=/app",
            "--dotfiles=allow",
            "--symlinks=deny",
            "--health-path=/-/health",
            "--index=index.html,default.htm",
            "--clean-urls",
            "--spa=app.html",
            "--no-listing",
            "--mime=ts=video/mp2t",
            "--content-encoding=*.data.br=br",
            "--charset=off",
            "--etag=content",
            "--precompressed=gzip,br",
            "--compress=off",
            "--cache-size=3MiB",
            "--cache-control=/img/**=max-age=60, public",
            "--cache-control=*.\"q\"=no-store",
            "--immutable-hashed",
            "--header=*.html|X-Frame-Options: DENY",
            "--cors=https://a.example,http://b.example:81",
            "--bind=::1",
            "--port=81",
            "--transport=blocking",
            "--h2c",
            "--h2-max-streams=5",
            "--h2-window=1m",
            "--max-connections=5",
            "--max-connections-per-ip=2",
            "--server-header=full",
            "--max-request-line=1k",
            "--max-headers=7",
            "--max-header-bytes=2KiB",
            "--max-body=3m",
            "--max-requests-per-connection=5",
            "--header-timeout=1ms",
            "--body-timeout=2s",
            "--idle-timeout=3m",
            "--write-timeout=4h",
            "--linger-timeout=5",
            "--handler-timeout=6s",
            "--min-rate=0",
            "--grace-period=0",
            "--log-level=debug",
            "--access-log=json",
            "--access-log-file=/var/log/access.log",
            "--access-log-max-size=off",
            "--access-log-retention=7",
            "--access-log-total=1GiB",
            "--quiet");

    /** Excludes the options of HTTP/2. */
    private static final String WITHOUT_HTTP2 = "--no-http2";

    private static final List<String> CERTIFICATE = List.of("--tls-cert=/tls/chain.pem", "--tls-key=/tls/key.pem");

    /** Options that need a certificate, each with those that it also needs. */
    private static final List<List<String>> OPTIONS_OF_TLS = List.of(
            List.of("--tls-password-file=/tls/password"),
            List.of("--tls-min=1.3"),
            List.of("--tls-ciphers=TLS_AES_128_GCM_SHA256"),
            List.of("--tls-groups=x25519"),
            List.of("--tls-client-auth=want", "--tls-client-ca=/tls/ca.pem"),
            List.of("--tls-strict-sni"),
            List.of("--handshake-timeout=1s"),
            List.of("--max-handshakes=5"),
            List.of("--tls-session-lifetime=1h"),
            List.of("--http-port=80"),
            List.of("--http-port=80", "--https-redirect"),
            List.of("--hsts"));

    /** Certificates that exclude the other one. */
    private static final List<List<String>> OTHER_CERTIFICATES = List.of(
            List.of("--tls-p12=/tls/store.p12", "--tls-password-file=/tls/password"),
            List.of("--tls-self-signed"),
            List.of("--tls-self-signed", "--state-directory=/tls/state"));

    private static final List<String> ALL_OPTIONS = Stream.of(
                    OPTIONS_WITHOUT_TLS.stream(),
                    CERTIFICATE.stream(),
                    OPTIONS_OF_TLS.stream().flatMap(List::stream).distinct())
            .flatMap(options -> options)
            .toList();

    private static LoadedConfig load(String file, Map<String, String> environment, String... arguments) {
        return ConfigLoader.load(List.of(arguments), environment, path -> ConfigFile.parse(path, file));
    }

    private static ServerConfig load(List<String> arguments) {
        return load("", Map.of(), arguments.toArray(String[]::new)).server();
    }

    @Test
    void command_line_precedes_environment_precedes_file() {
        ServerConfig config = load(
                        "port = 1\nmax-body = 1k\nmax-headers = 3",
                        Map.of("ROUNDHOUSE_PORT", "2", "ROUNDHOUSE_MAX_BODY", "2k", "ROUNDHOUSE_CONFIG", FILE),
                        "--port=4")
                .server();

        assertEquals(4, config.listen().port());
        assertEquals(2048, config.limits().bodyBytes());
        assertEquals(3, config.limits().headers());
    }

    @Test
    void each_option_has_its_source() {
        List<EffectiveOption> options = load(
                        "\nmax-headers = 3",
                        Map.of("ROUNDHOUSE_MAX_BODY", "2k"),
                        "--config=" + FILE,
                        "--port=4",
                        "--mount=/a=b",
                        "--mount=/c=d")
                .options();

        Map<String, EffectiveOption> byKey = options.stream()
                .collect(Collectors.toMap(option -> option.name().key(), option -> option));
        assertEquals("port = 4  # command line", byKey.get("port").toLine());
        assertEquals(List.of("/a=b", "/c=d"), byKey.get("mount").values());
        assertEquals("environment ROUNDHOUSE_MAX_BODY", byKey.get("max-body").origin());
        assertEquals(FILE + " line 2", byKey.get("max-headers").origin());
        assertEquals("default", byKey.get("bind").origin());
        assertEquals(List.of(), byKey.get("health-path").values());
    }

    @Test
    void every_option_can_be_set_and_changes_the_configuration() {
        ServerConfig defaults = load(List.of());
        List<String> keys = load("", Map.of()).options().stream()
                .map(option -> option.name().key())
                .toList();

        for (String option : OPTIONS_WITHOUT_TLS) {
            assertNotEquals(defaults, load(List.of(option)), option);
        }
        assertNotEquals(defaults, load(List.of(WITHOUT_HTTP2)));
        ServerConfig secure = load(CERTIFICATE);
        assertNotEquals(defaults, secure);
        for (List<String> options : OPTIONS_OF_TLS) {
            assertNotEquals(secure, load(with(CERTIFICATE, options)), options::toString);
        }
        Set<ServerConfig> certificates = new HashSet<>(List.of(defaults, secure));
        for (List<String> options : OTHER_CERTIFICATES) {
            assertTrue(certificates.add(load(options)), options::toString);
        }
        List<String> tested = with(
                with(ALL_OPTIONS, List.of(WITHOUT_HTTP2)),
                OTHER_CERTIFICATES.stream().flatMap(List::stream).toList());
        for (String key : keys) {
            assertTrue(
                    tested.stream()
                            .anyMatch(option -> option.replace("--no-", "--").startsWith("--" + key)),
                    key);
        }
    }

    private static List<String> with(List<String> options, List<String> others) {
        return Stream.concat(options.stream(), others.stream()).toList();
    }

    @Test
    void second_load_gives_an_equal_configuration() {
        assertEquals(load(ALL_OPTIONS), load(ALL_OPTIONS));
        assertEquals(load(List.of()), load(List.of()));
    }

    @Test
    void printed_options_are_a_file_that_gives_an_equal_configuration() {
        LoadedConfig loaded = load("", Map.of(), ALL_OPTIONS.toArray(String[]::new));
        String printed = loaded.options().stream().map(EffectiveOption::toLine).collect(Collectors.joining("\n"));

        assertEquals(
                loaded.server(), load(printed, Map.of(), "--config=" + FILE).server());
    }

    @Test
    void values_are_parsed() {
        ServerConfig config = load(ALL_OPTIONS);

        assertEquals("::1", config.listen().host());
        assertEquals("blocking", config.listen().transport());
        assertEquals(Path.of("/srv/www"), config.site().roots().directory());
        assertEquals(Optional.of(false), config.site().pages().listing());
        assertEquals(List.of(), config.site().content().usedCompression());
        assertEquals(Duration.ofMinutes(3), config.timeouts().idle());
        assertEquals(AccessLogMode.JSON, config.logs().accessLog().mode());
        assertEquals(
                Optional.of(Path.of("/var/log/access.log")),
                config.logs().accessLog().file());
        assertEquals(7, config.logs().accessLog().rotation().days());
        assertFalse(config.hasBanner());
    }

    @Test
    void nothing_is_resolved_looked_up_or_opened(@TempDir Path directory) throws Exception {
        ServerConfig config = load(List.of(
                "--bind=host.invalid",
                "--directory=" + directory.resolve("missing"),
                "--mount=/m=" + directory.resolve("missing"),
                "--spa=missing.html",
                "--access-log=json",
                "--access-log-file=" + directory.resolve("access.log"),
                "--port=1"));

        assertEquals("host.invalid", config.listen().host());
        try (var files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=65536 | | | Invalid value for option '--port': '65536' is not a number from 0 to 65535",
                "--bind= | | | Invalid value for option '--bind': the address is empty",
                "--quiet=x | | | Invalid value for option '--quiet': it takes no value, or true or false, not 'x'",
                "--help=x | | | Invalid value for option '--help': it takes no value, or true or false, not 'x'",
                "--nonsense | | | Unknown option: '--nonsense'",
                "--quiet | ROUNDHOUSE_PORT | x | environment ROUNDHOUSE_PORT: Invalid value for option '--port'",
                "--quiet | ROUNDHOUSE_PROT | 1 | environment ROUNDHOUSE_PROT: unknown option",
                "--config=prot = 1 | | | server.conf line 1: unknown option prot",
                "--config=port = x | | | server.conf line 1: Invalid value for option '--port'",
                "--config=port = [1, 2] | | | server.conf line 1: port takes a single value, not a list"
            })
    void error_message_is_one_sentence_with_its_source(String argument, String variable, String value, String message) {
        String file = argument.startsWith("--config=") ? argument.substring("--config=".length()) : "";
        String named = file.isEmpty() ? argument : "--config=" + FILE;
        Map<String, String> environment = variable == null ? Map.of() : Map.of(variable, value);

        ConfigurationException error = assertThrows(ConfigurationException.class, () -> load(file, environment, named));

        assertTrue(error.getMessage().startsWith(message), error.getMessage());
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    }
}
