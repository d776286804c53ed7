package dev.roundhouse.http.app;

import dev.roundhouse.http.app.options.DurationParser;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.OptionValue;
import dev.roundhouse.http.app.options.SizeParser;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import java.time.Duration;

/** How long a peer may take. */
final class TimeoutOptions extends OptionGroup {
    private final OptionValue<Duration> header = option("--header-timeout", "TIME", DurationParser::positive)
            .describedAs("For the whole head of a request, from its first octet; then 408. Default: ${DEFAULT-VALUE}")
            .otherwise("10s");

    private final OptionValue<Duration> body = option("--body-timeout", "TIME", DurationParser::positive)
            .describedAs("Between two arrivals of a body's octets; then 408. Default: ${DEFAULT-VALUE}")
            .otherwise("20s");

    private final OptionValue<Duration> idle = option("--idle-timeout", "TIME", DurationParser::positive)
            .describedAs("Between requests; then the connection is closed. Behind a balancer, make it longer than the"
                    + " balancer's. Default: ${DEFAULT-VALUE}")
            .otherwise("30s");

    private final OptionValue<Duration> write = option("--write-timeout", "TIME", DurationParser::positive)
            .describedAs("Without an octet of an answer leaving; then the connection is cut. Default: ${DEFAULT-VALUE}")
            .otherwise("60s");

    private final OptionValue<Duration> linger = option("--linger-timeout", "TIME", DurationParser::positive)
            .describedAs("For a client to read the last answer and to close. Default: ${DEFAULT-VALUE}")
            .otherwise("2s");

    private final OptionValue<Long> rate = option("--min-rate", "SIZE", SizeParser::any)
            .describedAs("Octets a second that a transfer must reach on the mean, after 20 seconds, or it is cut; 0 for"
                    + " none. Default: ${DEFAULT-VALUE}")
            .otherwise("200");

    private final OptionValue<Duration> grace = option("--grace", "TIME", DurationParser::any)
            .describedAs("For requests under way to finish when the server ends. Default: ${DEFAULT-VALUE}")
            .otherwise("10s");

    TimeoutOptions() {
        super("Time (a TIME is a number and ms, s, m or h; without a unit it is seconds)");
    }

    Timeouts timeouts() {
        return new Timeouts(
                header.value(),
                body.value(),
                idle.value(),
                write.value(),
                linger.value(),
                new MinRate(rate.value(), MinRate.DEFAULT.grace()));
    }

    Duration grace() {
        return grace.value();
    }
}
