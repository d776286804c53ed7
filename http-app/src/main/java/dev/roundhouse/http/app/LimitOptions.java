package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.Counts;
import dev.roundhouse.http.app.config.Sizes;
import dev.roundhouse.http.connection.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much a peer may ask for. */
@Command(description = "Limits (a SIZE is a number of octets, perhaps with KiB, MiB or GiB, or k, m or g)")
final class LimitOptions {
    @Option(
            names = "--max-request-line",
            paramLabel = "SIZE",
            defaultValue = "8KiB",
            converter = Sizes.InMemory.class,
            description = "Longest request line; longer ones are answered 414. Raise it for long queries."
                    + " Default: ${DEFAULT-VALUE}")
    private int requestLine;

    @Option(
            names = "--max-headers",
            paramLabel = "N",
            defaultValue = "100",
            converter = Counts.Positive.class,
            description = "Most field lines of a request; more are answered 431. Default: ${DEFAULT-VALUE}")
    private int fields;

    @Option(
            names = "--max-header-bytes",
            paramLabel = "SIZE",
            defaultValue = "32KiB",
            converter = Sizes.InMemory.class,
            description = "Longest field lines of a request, all together; longer ones are answered 431. Raise it for"
                    + " large cookies. Default: ${DEFAULT-VALUE}")
    private int fieldBytes;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "1MiB",
            converter = Sizes.Any.class,
            description = "Longest body of a request; longer ones are answered 413. Default: ${DEFAULT-VALUE}")
    private long body;

    @Option(
            names = "--max-requests-per-connection",
            paramLabel = "N",
            defaultValue = "off",
            converter = Counts.OrOff.class,
            description = "Requests that a connection may carry before it is closed, or off. Lower it where a balancer"
                    + " shall spread its connections anew. Default: ${DEFAULT-VALUE}")
    private int requests;

    Limits limits() {
        Limits usual = Limits.DEFAULT;
        long carried = requests == Integer.MAX_VALUE ? Long.MAX_VALUE : requests;
        return new Limits(requestLine, fields, fieldBytes, body, usual.discard(), usual.chunkExtensions(), carried);
    }
}
