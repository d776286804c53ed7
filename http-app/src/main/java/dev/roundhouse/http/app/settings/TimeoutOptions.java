package dev.roundhouse.http.app.settings;

import dev.roundhouse.http.app.options.DurationParser;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.OptionValue;
import dev.roundhouse.http.app.options.SizeParser;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import java.time.Duration;

/** How long a peer may take. */
public final class TimeoutOptions extends OptionGroup {
    private final OptionValue<Duration> header = option("--header-timeout", "TIME", DurationParser::parsePositive)
            .description("For the whole head of a request, from its first octet; then 408. Default: ${DEFAULT-VALUE}")
            .defaultValue("10s");

    private final OptionValue<Duration> body = option("--body-timeout", "TIME", DurationParser::parsePositive)
            .description("Between two arrivals of a body's octets; then 408. Default: ${DEFAULT-VALUE}")
            .defaultValue("20s");

    private final OptionValue<Duration> idle = option("--idle-timeout", "TIME", DurationParser::parsePositive)
            .description("Between requests; then the connection is closed. Behind a balancer, make it longer than the"
                    + " balancer's. Default: ${DEFAULT-VALUE}")
            .defaultValue("30s");

    private final OptionValue<Duration> write = option("--write-timeout", "TIME", DurationParser::parsePositive)
            .description("Without an octet of an answer leaving; then the connection is cut. Default: ${DEFAULT-VALUE}")
            .defaultValue("60s");

    private final OptionValue<Duration> linger = option("--linger-timeout", "TIME", DurationParser::parsePositive)
            .description("For a client to read the last answer and to close. Default: ${DEFAULT-VALUE}")
            .defaultValue("2s");

    private final OptionValue<Long> minRate = option("--min-rate", "SIZE", SizeParser::parse)
            .description("Octets a second that a transfer must reach on the mean, after 20 seconds, or it is cut; 0 for"
                    + " none. Default: ${DEFAULT-VALUE}")
            .defaultValue("200");

    private final OptionValue<Duration> gracePeriod = option("--grace", "TIME", DurationParser::parse)
            .description("For requests under way to finish when the server ends. Default: ${DEFAULT-VALUE}")
            .defaultValue("10s");

    public TimeoutOptions() {
        super("Time (a TIME is a number and ms, s, m or h; without a unit it is seconds)");
    }

    public Timeouts timeouts() {
        return new Timeouts(
                header.value(),
                body.value(),
                idle.value(),
                write.value(),
                linger.value(),
                new MinRate(minRate.value(), MinRate.DEFAULT.gracePeriod()));
    }

    public Duration gracePeriod() {
        return gracePeriod.value();
    }
}
