package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.Main;
import dev.roundhouse.http.app.config.CertificateConfig.KeyPairFiles;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.config.TlsConfig;
import dev.roundhouse.http.app.config.TlsConfig.ClientCertificateMode;
import dev.roundhouse.http.app.config.TlsConfig.HandshakeConfig;
import dev.roundhouse.http.app.config.TlsConfig.MinimumTlsVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The options of TLS and HTTPS, and combinations of them that contradict each other. */
class TlsOptionsTest {
    private static ServerConfig config(String options) {
        return ParsedCommandLines.config(options.isEmpty() ? new String[0] : options.split(" "));
    }

    private static TlsConfig tls(String options) {
        return config(options).tls().orElseThrow();
    }

    @Test
    void without_a_certificate_there_is_no_tls() {
        assertEquals(Optional.empty(), config("").tls());
        assertEquals(HttpsConfig.NONE, config("").https());
        assertEquals(
                Optional.empty(), config("--tls-min=1.3 --handshake-timeout=1s").tls());
    }

    @Test
    void certificates_and_keys_are_pairs_in_their_order() {
        assertEquals(
                List.of(
                        new KeyPairFiles(Path.of("a.pem"), Path.of("a.key")),
                        new KeyPairFiles(Path.of("b.pem"), Path.of("b.key"))),
                tls("--tls-cert=a.pem --tls-cert=b.pem --tls-key=a.key --tls-key=b.key")
                        .certificates()
                        .pem());
    }

    @Test
    void defaults_are_tls_1_2_and_no_client_certificates() {
        TlsConfig tls = tls("--tls-p12=a.p12 --tls-password-file=p");

        assertEquals(MinimumTlsVersion.TLS_1_2, tls.minimumVersion());
        assertEquals(ClientCertificateMode.OFF, tls.clientCertificates());
        assertEquals(List.of(), tls.cipherSuites());
        assertEquals(List.of(), tls.groups());
        assertEquals(new HandshakeConfig(Duration.ofSeconds(10), 10_000, Duration.ofHours(24)), tls.handshakes());
        assertEquals(false, tls.hasStrictSni());
    }

    @Test
    void every_value_has_an_option() {
        TlsConfig tls = tls("--tls-p12=a.p12 --tls-password-file=p --tls-min=1.3 --tls-ciphers=A,B --tls-groups=x25519"
                + " --tls-client-ca=ca.pem --tls-client-auth=need --tls-strict-sni --handshake-timeout=3s"
                + " --max-handshakes=off --tls-session-lifetime=1h");

        assertEquals(Optional.of(Path.of("a.p12")), tls.certificates().pkcs12());
        assertEquals(Optional.of(Path.of("p")), tls.certificates().passwordFile());
        assertEquals(MinimumTlsVersion.TLS_1_3, tls.minimumVersion());
        assertEquals(List.of("A", "B"), tls.cipherSuites());
        assertEquals(List.of("x25519"), tls.groups());
        assertEquals(Optional.of(Path.of("ca.pem")), tls.clientAuthorities());
        assertEquals(ClientCertificateMode.NEED, tls.clientCertificates());
        assertEquals(true, tls.hasStrictSni());
        assertEquals(
                new HandshakeConfig(Duration.ofSeconds(3), Integer.MAX_VALUE, Duration.ofHours(1)), tls.handshakes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tls-self-signed |
            --tls-self-signed=true |
            --tls-self-signed=a.test,192.0.2.1 | a.test 192.0.2.1
            """)
    void self_signed_certificate_may_have_more_names(String option, String names) {
        assertEquals(
                Optional.of(names == null ? List.of() : List.of(names.split(" "))),
                tls(option).certificates().selfSignedNames());
    }

    @Test
    void second_port_serves_or_redirects() {
        HttpsConfig serves =
                config("--tls-p12=a --tls-password-file=p --http-port=80").https();
        HttpsConfig redirects = config("--tls-p12=a --tls-password-file=p --http-port=80 --https-redirect --hsts")
                .https();
        HttpsConfig elsewhere = config("--tls-p12=a --tls-password-file=p --http-port=8081 --https-redirect=443")
                .https();

        assertEquals(OptionalInt.of(80), serves.httpPort());
        assertEquals(OptionalInt.empty(), serves.redirectPort());
        assertEquals(OptionalInt.of(HttpsConfig.SAME_PORT), redirects.redirectPort());
        assertEquals("max-age=31536000", redirects.hsts().orElseThrow().fieldValue());
        assertEquals(OptionalInt.of(443), elsewhere.redirectPort());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --tls-cert=a | --tls-cert is given once and --tls-key 0 times; give one --tls-key for each --tls-cert
            --tls-key=a | --tls-cert is given 0 times and --tls-key once
            --tls-cert=a --tls-cert=b --tls-key=c | --tls-cert is given 2 times and --tls-key once
            --tls-cert=a --tls-key=b --tls-p12=c | only one of --tls-cert, --tls-p12 or --tls-self-signed
            --tls-p12=a --tls-self-signed | only one of
            --tls-password-file=a | --tls-password-file has no effect without --tls-cert or --tls-p12
            --tls-self-signed --tls-password-file=a | --tls-password-file has no effect without
            --tls-p12=a --tls-password-file=p --state-directory=b | --state-directory has no effect without --tls-self-signed
            --tls-p12=a --tls-password-file=p --tls-session-lifetime=999ms | from 1s to 168h, not '999ms'
            --tls-p12=a --tls-password-file=p --tls-session-lifetime=169h | from 1s to 168h, not '169h'
            --tls-ciphers=A | --tls-ciphers has no effect without --tls-cert, --tls-p12 or --tls-self-signed
            --tls-groups=A | --tls-groups has no effect without --tls-cert
            --tls-strict-sni | --tls-strict-sni has no effect without --tls-cert
            --tls-client-ca=a --tls-client-auth=want | --tls-client-auth has no effect without --tls-cert
            --tls-p12=a --tls-password-file=p --tls-client-auth=need | --tls-client-auth requires --tls-client-ca
            --tls-p12=a --tls-password-file=p --tls-client-ca=b | --tls-client-ca has no effect without --tls-client-auth=want or need
            --tls-min=1.1 --tls-p12=a | '1.1' is not one of 1.2, 1.3
            --tls-cert= --tls-key=b | --tls-cert
            --tls-self-signed=a,,b | the name is empty
            --http-port=80 | --http-port has no effect without --tls-cert, --tls-p12 or --tls-self-signed; use --port
            --https-redirect | --https-redirect has no effect without --tls-cert
            --hsts | --hsts has no effect without --tls-cert
            --tls-p12=a --tls-password-file=p --https-redirect | --https-redirect has no effect without --http-port
            --tls-p12=a --tls-password-file=p --http-port=8080 | --http-port and --port are both 8080
            --tls-p12=a --tls-password-file=p --hsts=1y | Invalid HSTS policy
            --tls-p12=a --tls-password-file=p --hsts=1,preload | preload requires includeSubDomains
            --tls-p12=a | --tls-p12 requires --tls-password-file
            """)
    void contradiction_is_a_usage_error_with_one_line(String options, String message) {
        ConfigurationException error = assertThrows(ConfigurationException.class, () -> config(options));

        assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }

    @Test
    void one_header_cannot_have_two_sources() {
        ConfigurationException error = assertThrows(
                ConfigurationException.class,
                () -> config(
                        "--tls-p12=a --tls-password-file=p --hsts --header=*|strict-transport-security:max-age=1"));

        assertTrue(error.getMessage().contains("--hsts and --header both set"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tls-key=a", "--hsts", "--tls-p12=a --https-redirect"})
    void usage_error_has_exit_code_2(String options) {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(Map.of()).setErr(new PrintWriter(err, true));

        assertEquals(2, command.execute(options.split(" ")));
        assertEquals(1, err.toString().lines().count(), err.toString());
    }
}
