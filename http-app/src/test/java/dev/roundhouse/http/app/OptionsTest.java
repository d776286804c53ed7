package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.command.ParsedCommandLines;
import dev.roundhouse.http.app.settings.ProductVersion;
import dev.roundhouse.http.app.settings.ServeOptions;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.transport.TransportSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

/** What the flags come to. */
class OptionsTest {
    @Test
    void the_defaults_are_those_of_the_engine() {
        ServeOptions options = ParsedCommandLines.options();

        assertEquals(Http1Limits.DEFAULT, options.limits().limits());
        assertEquals(Timeouts.DEFAULT, options.timeouts().timeouts());
        assertEquals(Duration.ofSeconds(10), options.timeouts().gracePeriod());
    }

    @Test
    void every_limit_has_a_flag() {
        Http1Limits limits = ParsedCommandLines.options(
                        "--max-request-line=1k",
                        "--max-headers=7",
                        "--max-header-bytes=2KiB",
                        "--max-body=3m",
                        "--max-requests-per-connection=5")
                .limits()
                .limits();

        assertEquals(
                new Http1Limits(
                        new Limits(7, 2 << 10, 3 << 20, 5),
                        1 << 10,
                        Http1Limits.DEFAULT.discardBytes(),
                        Http1Limits.DEFAULT.chunkExtensionBytes()),
                limits);
    }

    @Test
    void every_timeout_has_a_flag() {
        Timeouts timeouts = ParsedCommandLines.options(
                        "--header-timeout=1ms",
                        "--body-timeout=2s",
                        "--idle-timeout=3m",
                        "--write-timeout=4h",
                        "--linger-timeout=5",
                        "--min-rate=0")
                .timeouts()
                .timeouts();

        assertEquals(
                new Timeouts(
                        Duration.ofMillis(1),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(3),
                        Duration.ofHours(4),
                        Duration.ofSeconds(5),
                        new Timeouts.MinRate(0, Timeouts.MinRate.DEFAULT.gracePeriod())),
                timeouts);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "1k,1024", "1KiB,1024", "1 MiB,1048576", "2G,2147483648", "9b,9"})
    void a_size_may_have_a_unit(String text, long bytes) {
        assertEquals(
                bytes,
                ParsedCommandLines.options("--max-body=" + text)
                        .limits()
                        .limits()
                        .common()
                        .bodyBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1kb", "1.5m", "9999999999999999", "999999999999999g", "١k"})
    void what_is_no_size_is_refused(String text) {
        assertThrows(ParameterException.class, () -> ParsedCommandLines.options("--max-body=" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2GiB"})
    void what_is_held_in_memory_has_bounds(String text) {
        assertThrows(ParameterException.class, () -> ParsedCommandLines.options("--max-header-bytes=" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1d", "1.5s", "8761h", "0"})
    void what_is_no_duration_is_refused(String text) {
        assertThrows(ParameterException.class, () -> ParsedCommandLines.options("--idle-timeout=" + text));
    }

    @Test
    void the_grace_may_be_nothing() {
        assertEquals(
                Duration.ZERO,
                ParsedCommandLines.options("--grace-period=0").timeouts().gracePeriod());
    }

    @Test
    void server_header_off_name_or_full() {
        assertEquals(
                "",
                ParsedCommandLines.options("--server-header=off")
                        .listen()
                        .serverHeader()
                        .value());
        assertEquals(
                "Roundhouse",
                ParsedCommandLines.options().listen().serverHeader().value());
        assertTrue(ParsedCommandLines.options("--server-header=full")
                .listen()
                .serverHeader()
                .value()
                .startsWith("Roundhouse"));
        assertEquals(
                "Roundhouse " + ProductVersion.current(),
                ParsedCommandLines.options("--server-header=full")
                        .listen()
                        .serverHeader()
                        .value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "/a b", "/a?b", "/ä"})
    void a_health_path_is_a_path(String text) {
        assertThrows(ParameterException.class, () -> ParsedCommandLines.options("--health-path=" + text));
    }

    @Test
    void the_number_of_connections_can_be_set() {
        TransportSettings transportSettings = ParsedCommandLines.options(
                        "--max-connections=5", "--max-connections-per-ip=2")
                .listen()
                .settings();

        assertEquals(5, transportSettings.maxConnections());
        assertEquals(2, transportSettings.maxConnectionsPerPeer());
    }

    @Test
    void the_number_of_connections_is_limited_by_default_where_that_of_files_is() {
        TransportSettings transportSettings =
                ParsedCommandLines.options().listen().settings();

        assertTrue(transportSettings.maxConnections() > 0);
        assertEquals(TransportSettings.UNLIMITED, transportSettings.maxConnectionsPerPeer());
        assertEquals(
                TransportSettings.UNLIMITED,
                ParsedCommandLines.options("--max-connections=off")
                        .listen()
                        .settings()
                        .maxConnections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", ""})
    void what_is_no_number_of_connections_is_refused(String text) {
        assertThrows(ParameterException.class, () -> ParsedCommandLines.options("--max-connections=" + text));
    }
}
