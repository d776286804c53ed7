package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.Http2Config;
import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.SizeParser;
import dev.roundhouse.http.h2.Http2Limits;

/** The options of HTTP/2. */
public final class Http2Options extends OptionGroup {
    private static final String H2C = "--h2c";

    private final OptionValue<Boolean> http2 = flagOrOpposite(
            "--http2",
            "HTTP/2 over TLS, for clients that select it in the handshake (ALPN). Default: ${DEFAULT-VALUE}",
            true);

    private final OptionValue<Boolean> h2c = flag(
            H2C,
            "HTTP/2 without TLS, too, for clients that begin with it (prior knowledge), such as a reverse proxy."
                    + " There is no upgrade from HTTP/1.1.");

    private final OptionValue<Integer> streams = option("--h2-max-streams", "N", IntParser::positive)
            .description(
                    "Maximum number of concurrent streams, that is requests, per connection; a client can repeat further ones"
                            + " (REFUSED_STREAM). Default: ${DEFAULT-VALUE}")
            .defaultValue("100");

    private final OptionValue<Integer> window = option("--h2-window", "SIZE", Http2Options::parseWindow)
            .description(
                    "Flow-control window of request bodies, from 65535 bytes to 16MiB per stream, and four times"
                            + " as much per connection. Raise it for fast uploads over long distances. Default: ${DEFAULT-VALUE}")
            .defaultValue(String.valueOf(Http2Limits.INITIAL_WINDOW));

    /** Creates the options of a command. */
    public Http2Options() {
        super("HTTP/2");
    }

    /** RFC 9113 §6.9.2 */
    private static Integer parseWindow(String text) {
        long size = SizeParser.parse(text);
        if (size < Http2Limits.INITIAL_WINDOW || size > Http2Limits.MAX_WINDOW) {
            throw new IllegalArgumentException("expected a size from 65535 to 16MiB, not '" + text + "'");
        }
        return (int) size;
    }

    /**
     * The values.
     *
     * @param hasTls whether there is a certificate
     * @throws IllegalArgumentException for options that contradict each other, or have no effect
     */
    public Http2Config config(boolean hasTls, HttpsConfig https) {
        if (h2c.value() && !http2.value()) {
            throw new IllegalArgumentException(
                    H2C + " and --no-http2 contradict each other; without --no-http2 there is HTTP/2 in clear, too");
        }
        if (h2c.value() && hasTls && https.httpPort().isEmpty()) {
            throw new IllegalArgumentException(H2C
                    + " has no effect without a port for plain HTTP; use --http-port, or leave it out: over TLS, HTTP/2"
                    + " needs no option");
        }
        return new Http2Config(http2.value(), h2c.value(), streams.value(), window.value());
    }
}
