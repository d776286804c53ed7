package dev.roundhouse.http.app.settings;

import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.SizeParser;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;

/** How much a peer may ask for. */
public final class LimitOptions extends OptionGroup {
    private final OptionValue<Integer> requestLineBytes = option(
                    "--max-request-line", "SIZE", SizeParser::parseInMemory)
            .description("Maximum request line length (414 above). Raise it for long query strings."
                    + " Default: ${DEFAULT-VALUE}")
            .defaultValue("8KiB");

    private final OptionValue<Integer> fields = option("--max-headers", "N", IntParser::positive)
            .description("Maximum number of request headers (431 above). Default: ${DEFAULT-VALUE}")
            .defaultValue("100");

    private final OptionValue<Integer> fieldBytes = option("--max-header-bytes", "SIZE", SizeParser::parseInMemory)
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

    public LimitOptions() {
        super("Request limits (SIZE: bytes, or with suffix KiB, MiB, GiB, k, m, g)");
    }

    public Http1Limits limits() {
        Http1Limits usual = Http1Limits.DEFAULT;
        long carried = requests.value() == Integer.MAX_VALUE ? Long.MAX_VALUE : requests.value();
        Limits common = new Limits(fields.value(), fieldBytes.value(), bodyBytes.value(), carried);
        return new Http1Limits(common, requestLineBytes.value(), usual.discardBytes(), usual.chunkExtensionBytes());
    }
}
