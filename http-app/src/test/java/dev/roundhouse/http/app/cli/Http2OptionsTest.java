package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.Main;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.Http2Config;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h2.Http2Limits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The options of HTTP/2. */
class Http2OptionsTest {
    private static final String TLS = "--tls-p12=a --tls-password-file=p ";

    @TempDir
    Path directory;

    private static ServerConfig config(String options) {
        return ParsedCommandLines.config(options.isEmpty() ? new String[0] : options.split(" "));
    }

    private static Http2Config http2(String options) {
        return config(options).http2();
    }

    private static String print(Map<String, String> environment, String... options) {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine(environment).setOut(new PrintWriter(out, true));
        String[] all = java.util.Arrays.copyOf(options, options.length + 1);
        all[options.length] = "--print-config";
        assertEquals(0, command.execute(all));
        return out.toString();
    }

    private static void assertHas(String line, String text) {
        assertTrue(text.lines().anyMatch(line::equals), text);
    }

    @Test
    void defaults_are_http2_by_alpn_alone_and_the_limits_of_the_protocol() {
        assertEquals(new Http2Config(true, false, 100, Http2Limits.INITIAL_WINDOW), http2(""));
        assertEquals(Http2Limits.DEFAULT, http2("").toLimits(config("").limits()));
    }

    @Test
    void every_value_has_an_option() {
        assertEquals(
                new Http2Config(true, true, 7, 1 << 20), http2("--http2 --h2c --h2-max-streams=7 --h2-window=1MiB"));
        assertEquals(new Http2Config(false, false, 100, Http2Limits.INITIAL_WINDOW), http2("--no-http2"));
    }

    @Test
    void limits_of_requests_apply_to_http2() {
        ServerConfig config = config("--max-request-line=1k --max-headers=7 --max-header-bytes=2KiB --max-body=3m"
                + " --max-requests-per-connection=5 --h2-max-streams=9 --h2-window=16MiB");
        Http2Limits defaults = Http2Limits.DEFAULT;

        assertEquals(
                new Http2Limits(
                        new Limits(7, 2 << 10, 3 << 20, 5),
                        1 << 10,
                        defaults.discardBytes(),
                        9,
                        Http2Limits.MAX_WINDOW,
                        defaults.settingsTimeout()),
                config.http2().toLimits(config.limits()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--h2c", TLS + "--h2c --http-port=80"})
    void prior_knowledge_needs_a_port_without_tls(String options) {
        assertTrue(http2(options).hasPriorKnowledge());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --h2c --no-http2 | --h2c and --no-http2 contradict each other; without --no-http2 there is HTTP/2 in clear
            --tls-p12=a --tls-password-file=p --h2c | --h2c has no effect without a port for plain HTTP; use --http-port
            --h2-window=65534 | expected a size from 65535 to 16MiB, not '65534'
            --h2-window=16777217 | expected a size from 65535 to 16MiB, not '16777217'
            --h2-window=off | 'off' is not a valid size
            --h2-max-streams=0 | '0' is not a number from 1
            """)
    void contradiction_is_a_usage_error_with_one_line(String options, String message) {
        ConfigurationException error = assertThrows(ConfigurationException.class, () -> config(options));

        assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }

    @Test
    void contradiction_has_exit_code_2() {
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine(Map.of("ROUNDHOUSE_HTTP2", "false")).setErr(new PrintWriter(err, true));

        assertEquals(2, command.execute("--h2c"));
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void print_config_has_the_defaults() {
        String text = print(Map.of());

        assertHas("http2 = true  # default", text);
        assertHas("h2-max-streams = 100  # default", text);
        assertHas("h2-window = 65535  # default", text);
    }

    @Test
    void environment_and_file_are_applied() throws IOException {
        Path file = Files.writeString(directory.resolve("a.conf"), "http2 = false\nh2-window = 1MiB");

        String text = print(Map.of("ROUNDHOUSE_H2_MAX_STREAMS", "5"), "--config=" + file);
        assertHas("h2-max-streams = 5  # environment ROUNDHOUSE_H2_MAX_STREAMS", text);
        assertHas("http2 = false  # " + file + " line 1", text);
        assertHas("h2-window = 1MiB  # " + file + " line 2", text);
    }

    @Test
    void opposite_on_the_command_line_takes_precedence() {
        assertHas("http2 = false  # command line", print(Map.of("ROUNDHOUSE_HTTP2", "true"), "--no-http2"));
        assertHas("http2 = true  # command line", print(Map.of("ROUNDHOUSE_HTTP2", "false"), "--http2"));
    }
}
