package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.LimitConfig;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.SizeParser;

/** The options of the maximum sizes of requests. */
public final class LimitOptions extends OptionGroup {
    private final OptionValue<Integer> requestLineBytes = option(
                    "--max-request-line", "SIZE", SizeParser::parseInMemory)
            .description(
                    "Maximum request line length, or target length with HTTP/2 (414 above). Raise it for long query"
                            + " strings. Default: ${DEFAULT-VALUE}")
            .defaultValue("8KiB");

    private final OptionValue<Integer> headers = option("--max-headers", "N", IntParser::positive)
            .description("Maximum number of request headers (431 above). Default: ${DEFAULT-VALUE}")
            .defaultValue("100");

    private final OptionValue<Integer> headerBytes = option("--max-header-bytes", "SIZE", SizeParser::parseInMemory)
            .description(
                    "Maximum total size of the request headers (431 above). Raise it for large cookies. Default: ${DEFAULT-VALUE}")
            .defaultValue("32KiB");

    private final OptionValue<Long> bodyBytes = option("--max-body", "SIZE", SizeParser::parse)
            .description("Maximum request body size (413 above). Default: ${DEFAULT-VALUE}")
            .defaultValue("1MiB");

    private final OptionValue<Integer> requests = option("--max-requests-per-connection", "N", IntParser::positiveOrOff)
            .description(
                    "Maximum number of requests per connection, or 'off'. Lower it so that a load balancer redistributes connections. Default: ${DEFAULT-VALUE}")
            .defaultValue("off");

    /** Creates the options of a command. */
    public LimitOptions() {
        super("Request limits (SIZE: bytes, or with suffix KiB, MiB, GiB, k, m, g)");
    }

    /** The values. */
    public LimitConfig config() {
        long perConnection = requests.value() == Integer.MAX_VALUE ? Long.MAX_VALUE : requests.value();
        return new LimitConfig(
                requestLineBytes.value(), headers.value(), headerBytes.value(), bodyBytes.value(), perConnection);
    }
}
