package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.ListenConfig;
import dev.roundhouse.http.app.config.ProductVersion;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.transport.TransportSettings;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration values that result from options. */
class OptionsTest {
    @Test
    void limits_default_to_those_of_the_protocol() {
        ServerConfig config = ParsedCommandLines.config();

        assertEquals(Http1Limits.DEFAULT, config.limits().toLimits());
        assertEquals(Timeouts.DEFAULT, config.timeouts().toTimeouts());
        assertEquals(Duration.ofSeconds(10), config.timeouts().gracePeriod());
    }

    @Test
    void every_limit_has_a_flag() {
        Http1Limits limits = ParsedCommandLines.config(
                        "--max-request-line=1k",
                        "--max-headers=7",
                        "--max-header-bytes=2KiB",
                        "--max-body=3m",
                        "--max-requests-per-connection=5")
                .limits()
                .toLimits();

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
        Timeouts timeouts = ParsedCommandLines.config(
                        "--header-timeout=1ms",
                        "--body-timeout=2s",
                        "--idle-timeout=3m",
                        "--write-timeout=4h",
                        "--linger-timeout=5",
                        "--handler-timeout=6s",
                        "--min-rate=0")
                .timeouts()
                .toTimeouts();

        assertEquals(
                new Timeouts(
                        Duration.ofMillis(1),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(3),
                        Duration.ofHours(4),
                        Duration.ofSeconds(5),
                        new Timeouts.MinRate(0, Timeouts.MinRate.DEFAULT.gracePeriod()),
                        Duration.ofSeconds(6)),
                timeouts);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "1k,1024", "1KiB,1024", "1 MiB,1048576", "2G,2147483648", "9b,9"})
    void size_may_have_a_unit(String text, long bytes) {
        assertEquals(
                bytes, ParsedCommandLines.config("--max-body=" + text).limits().bodyBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1kb", "1.5m", "9999999999999999", "999999999999999g", "١k"})
    void invalid_size_is_rejected(String text) {
        assertThrows(ConfigurationException.class, () -> ParsedCommandLines.config("--max-body=" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2GiB"})
    void sizes_in_memory_have_bounds(String text) {
        assertThrows(ConfigurationException.class, () -> ParsedCommandLines.config("--max-header-bytes=" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1d", "1.5s", "8761h", "0"})
    void invalid_duration_is_rejected(String text) {
        assertThrows(ConfigurationException.class, () -> ParsedCommandLines.config("--idle-timeout=" + text));
    }

    @Test
    void grace_period_may_be_zero() {
        assertEquals(
                Duration.ZERO,
                ParsedCommandLines.config("--grace-period=0").timeouts().gracePeriod());
    }

    @Test
    void server_header_off_name_or_full() {
        assertEquals(
                "",
                ParsedCommandLines.config("--server-header=off")
                        .listen()
                        .serverHeader()
                        .value());
        assertEquals(
                "Roundhouse",
                ParsedCommandLines.config().listen().serverHeader().value());
        assertTrue(ParsedCommandLines.config("--server-header=full")
                .listen()
                .serverHeader()
                .value()
                .startsWith("Roundhouse"));
        assertEquals(
                "Roundhouse " + ProductVersion.current(),
                ParsedCommandLines.config("--server-header=full")
                        .listen()
                        .serverHeader()
                        .value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "/a b", "/a?b", "/ä"})
    void invalid_health_path_is_rejected(String text) {
        assertThrows(ConfigurationException.class, () -> ParsedCommandLines.config("--health-path=" + text));
    }

    @Test
    void max_connections_can_be_set() {
        ListenConfig listen = ParsedCommandLines.config("--max-connections=5", "--max-connections-per-ip=2")
                .listen();

        assertEquals(OptionalInt.of(5), listen.maxConnections());
        assertEquals(2, listen.maxConnectionsPerPeer());
    }

    @Test
    void max_connections_defaults_to_a_share_of_the_descriptor_limit() {
        ListenConfig listen = ParsedCommandLines.config().listen();

        assertEquals(OptionalInt.empty(), listen.maxConnections());
        assertEquals(TransportSettings.UNLIMITED, listen.maxConnectionsPerPeer());
        assertEquals(
                OptionalInt.of(TransportSettings.UNLIMITED),
                ParsedCommandLines.config("--max-connections=off").listen().maxConnections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", ""})
    void invalid_max_connections_is_rejected(String text) {
        ConfigurationException error = assertThrows(
                ConfigurationException.class, () -> ParsedCommandLines.config("--max-connections=" + text));

        assertTrue(error.getMessage().contains("'auto' or 'off'"), error.getMessage());
    }
}
