package dev.roundhouse.http.app;

import dev.roundhouse.http.app.options.Durations;
import dev.roundhouse.http.app.options.Given;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.Sizes;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.Pace;
import java.time.Duration;

/** How long a peer may take. */
final class TimeOptions extends OptionGroup {
    private final Given<Duration> header = option("--header-timeout", "TIME", Durations::positive)
            .describedAs("For the whole head of a request, from its first octet; then 408. Default: ${DEFAULT-VALUE}")
            .otherwise("10s");

    private final Given<Duration> body = option("--body-timeout", "TIME", Durations::positive)
            .describedAs("Between two arrivals of a body's octets; then 408. Default: ${DEFAULT-VALUE}")
            .otherwise("20s");

    private final Given<Duration> idle = option("--idle-timeout", "TIME", Durations::positive)
            .describedAs("Between requests; then the connection is closed. Behind a balancer, make it longer than the"
                    + " balancer's. Default: ${DEFAULT-VALUE}")
            .otherwise("30s");

    private final Given<Duration> write = option("--write-timeout", "TIME", Durations::positive)
            .describedAs("Without an octet of an answer leaving; then the connection is cut. Default: ${DEFAULT-VALUE}")
            .otherwise("60s");

    private final Given<Duration> linger = option("--linger-timeout", "TIME", Durations::positive)
            .describedAs("For a client to read the last answer and to close. Default: ${DEFAULT-VALUE}")
            .otherwise("2s");

    private final Given<Long> rate = option("--min-rate", "SIZE", Sizes::any)
            .describedAs("Octets a second that a transfer must reach on the mean, after 20 seconds, or it is cut; 0 for"
                    + " none. Default: ${DEFAULT-VALUE}")
            .otherwise("200");

    private final Given<Duration> grace = option("--grace", "TIME", Durations::any)
            .describedAs("For requests under way to finish when the server ends. Default: ${DEFAULT-VALUE}")
            .otherwise("10s");

    TimeOptions() {
        super("Time (a TIME is a number and ms, s, m or h; without a unit it is seconds)");
    }

    Timeouts timeouts() {
        return new Timeouts(
                header.value(),
                body.value(),
                idle.value(),
                write.value(),
                linger.value(),
                new Pace(rate.value(), Pace.DEFAULT.grace()));
    }

    Duration grace() {
        return grace.value();
    }
}
