package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.Durations;
import dev.roundhouse.http.app.config.Sizes;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.Pace;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a peer may take. */
@Command(description = "Time (a TIME is a number and ms, s, m or h; without a unit it is seconds)")
final class TimeOptions {
    @Option(
            names = "--header-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.Positive.class,
            description = "For the whole head of a request, from its first octet; then 408. Default: ${DEFAULT-VALUE}")
    private Duration header;

    @Option(
            names = "--body-timeout",
            paramLabel = "TIME",
            defaultValue = "20s",
            converter = Durations.Positive.class,
            description = "Between two arrivals of a body's octets; then 408. Default: ${DEFAULT-VALUE}")
    private Duration body;

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Durations.Positive.class,
            description = "Between requests; then the connection is closed. Behind a balancer, make it longer than the"
                    + " balancer's. Default: ${DEFAULT-VALUE}")
    private Duration idle;

    @Option(
            names = "--write-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.Positive.class,
            description =
                    "Without an octet of an answer leaving; then the connection is cut. Default: ${DEFAULT-VALUE}")
    private Duration write;

    @Option(
            names = "--linger-timeout",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = Durations.Positive.class,
            description = "For a client to read the last answer and to close. Default: ${DEFAULT-VALUE}")
    private Duration linger;

    @Option(
            names = "--min-rate",
            paramLabel = "SIZE",
            defaultValue = "200",
            converter = Sizes.Any.class,
            description =
                    "Octets a second that a transfer must reach on the mean, after 20 seconds, or it is cut; 0 for"
                            + " none. Default: ${DEFAULT-VALUE}")
    private long rate;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.Any.class,
            description = "For requests under way to finish when the server ends. Default: ${DEFAULT-VALUE}")
    private Duration grace;

    Timeouts timeouts() {
        return new Timeouts(header, body, idle, write, linger, new Pace(rate, Pace.DEFAULT.grace()));
    }

    Duration grace() {
        return grace;
    }
}
