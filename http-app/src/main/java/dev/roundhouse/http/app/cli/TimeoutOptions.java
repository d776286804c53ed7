package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.TimeoutConfig;
import dev.roundhouse.http.cli.DurationParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.SizeParser;
import java.time.Duration;

/** The options of the timeouts. */
public final class TimeoutOptions extends OptionGroup {
    private final OptionValue<Duration> header = option("--header-timeout", "TIME", DurationParser::parsePositive)
            .description(
                    "Maximum time to receive the request headers (408 after that). With HTTP/2, of each frame and field"
                            + " block; the connection ends after that. Default: ${DEFAULT-VALUE}")
            .defaultValue("10s");

    private final OptionValue<Duration> body = option("--body-timeout", "TIME", DurationParser::parsePositive)
            .description(
                    "Maximum time between two reads of the request body, with HTTP/2 on its stream (408 after that)."
                            + " Default: ${DEFAULT-VALUE}")
            .defaultValue("20s");

    private final OptionValue<Duration> idle = option("--idle-timeout", "TIME", DurationParser::parsePositive)
            .description(
                    "Keep-alive timeout between requests; with HTTP/2, of a connection without streams. Behind a load balancer, make it longer than the balancer's. Default: ${DEFAULT-VALUE}")
            .defaultValue("30s");

    private final OptionValue<Duration> write = option("--write-timeout", "TIME", DurationParser::parsePositive)
            .description("Maximum time without write progress before the connection is aborted. With HTTP/2, also of a"
                    + " stream whose window is empty, which is then reset. Default: ${DEFAULT-VALUE}")
            .defaultValue("60s");

    private final OptionValue<Duration> linger = option("--linger-timeout", "TIME", DurationParser::parsePositive)
            .description("How long to wait for the client to close after the last response. Default: ${DEFAULT-VALUE}")
            .defaultValue("2s");

    private final OptionValue<Duration> handler = option("--handler-timeout", "TIME", DurationParser::parse)
            .description(
                    "Maximum time for a response that is prepared in the background (503 after that); 0 disables it. Default: ${DEFAULT-VALUE}")
            .defaultValue("0");

    private final OptionValue<Long> minRate = option("--min-rate", "SIZE", SizeParser::parse)
            .description(
                    "Minimum average transfer rate in bytes per second, enforced after 20 seconds, with HTTP/2 on each stream; 0 disables it. Default: ${DEFAULT-VALUE}")
            .defaultValue("200");

    private final OptionValue<Duration> gracePeriod = option("--grace-period", "TIME", DurationParser::parse)
            .description("Grace period for requests in progress at shutdown. Default: ${DEFAULT-VALUE}")
            .defaultValue("10s");

    /** Creates the options of a command. */
    public TimeoutOptions() {
        super("Timeouts (TIME: a number with ms, s, m or h; seconds without a unit)");
    }

    /** The values. */
    public TimeoutConfig config() {
        return new TimeoutConfig(
                header.value(),
                body.value(),
                idle.value(),
                write.value(),
                linger.value(),
                handler.value(),
                minRate.value(),
                gracePeriod.value());
    }
}
