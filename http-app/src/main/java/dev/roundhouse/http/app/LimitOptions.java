package dev.roundhouse.http.app;

import dev.roundhouse.http.app.options.IntParser;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.OptionValue;
import dev.roundhouse.http.app.options.SizeParser;
import dev.roundhouse.http.connection.Limits;

/** How much a peer may ask for. */
final class LimitOptions extends OptionGroup {
    private final OptionValue<Integer> requestLine = option("--max-request-line", "SIZE", SizeParser::inMemory)
            .describedAs("Longest request line; longer ones are answered 414. Raise it for long queries."
                    + " Default: ${DEFAULT-VALUE}")
            .otherwise("8KiB");

    private final OptionValue<Integer> fields = option("--max-headers", "N", IntParser::positive)
            .describedAs("Most field lines of a request; more are answered 431. Default: ${DEFAULT-VALUE}")
            .otherwise("100");

    private final OptionValue<Integer> fieldBytes = option("--max-header-bytes", "SIZE", SizeParser::inMemory)
            .describedAs("Longest field lines of a request, all together; longer ones are answered 431. Raise it for"
                    + " large cookies. Default: ${DEFAULT-VALUE}")
            .otherwise("32KiB");

    private final OptionValue<Long> body = option("--max-body", "SIZE", SizeParser::any)
            .describedAs("Longest body of a request; longer ones are answered 413. Default: ${DEFAULT-VALUE}")
            .otherwise("1MiB");

    private final OptionValue<Integer> requests = option("--max-requests-per-connection", "N", IntParser::orOff)
            .describedAs("Requests that a connection may carry before it is closed, or off. Lower it where a balancer"
                    + " shall spread its connections anew. Default: ${DEFAULT-VALUE}")
            .otherwise("off");

    LimitOptions() {
        super("Limits (a SIZE is a number of octets, perhaps with KiB, MiB or GiB, or k, m or g)");
    }

    Limits limits() {
        Limits usual = Limits.DEFAULT;
        long carried = requests.value() == Integer.MAX_VALUE ? Long.MAX_VALUE : requests.value();
        return new Limits(
                requestLine.value(),
                fields.value(),
                fieldBytes.value(),
                body.value(),
                usual.discard(),
                usual.chunkExtensions(),
                carried);
    }
}
