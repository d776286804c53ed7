package dev.roundhouse.http.app.settings;

import dev.roundhouse.http.app.options.IntParser;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.OptionValue;
import dev.roundhouse.http.app.options.SizeParser;
import dev.roundhouse.http.connection.Limits;

/** How much a peer may ask for. */
public final class LimitOptions extends OptionGroup {
    private final OptionValue<Integer> requestLineBytes = option(
                    "--max-request-line", "SIZE", SizeParser::parseInMemory)
            .description("Longest request line; longer ones are answered 414. Raise it for long queries."
                    + " Default: ${DEFAULT-VALUE}")
            .defaultValue("8KiB");

    private final OptionValue<Integer> fields = option("--max-headers", "N", IntParser::positive)
            .description("Most field lines of a request; more are answered 431. Default: ${DEFAULT-VALUE}")
            .defaultValue("100");

    private final OptionValue<Integer> fieldBytes = option("--max-header-bytes", "SIZE", SizeParser::parseInMemory)
            .description("Longest field lines of a request, all together; longer ones are answered 431. Raise it for"
                    + " large cookies. Default: ${DEFAULT-VALUE}")
            .defaultValue("32KiB");

    private final OptionValue<Long> bodyBytes = option("--max-body", "SIZE", SizeParser::parse)
            .description("Longest body of a request; longer ones are answered 413. Default: ${DEFAULT-VALUE}")
            .defaultValue("1MiB");

    private final OptionValue<Integer> requests = option("--max-requests-per-connection", "N", IntParser::positiveOrOff)
            .description("Requests that a connection may carry before it is closed, or off. Lower it where a balancer"
                    + " shall spread its connections anew. Default: ${DEFAULT-VALUE}")
            .defaultValue("off");

    public LimitOptions() {
        super("Limits (a SIZE is a number of octets, perhaps with KiB, MiB or GiB, or k, m or g)");
    }

    public Limits limits() {
        Limits usual = Limits.DEFAULT;
        long carried = requests.value() == Integer.MAX_VALUE ? Long.MAX_VALUE : requests.value();
        return new Limits(
                requestLineBytes.value(),
                fields.value(),
                fieldBytes.value(),
                bodyBytes.value(),
                usual.discardBytes(),
                usual.chunkExtensionBytes(),
                carried);
    }
}
