package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.HeaderConfig;
import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.app.config.ListenConfig;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.handlers.https.HstsPolicy;
import java.util.Optional;
import java.util.OptionalInt;

/** The options of how a site with HTTPS is reached without it. */
public final class HttpsOptions extends OptionGroup {
    private static final String HTTP_PORT = "--http-port";
    private static final String REDIRECT = "--https-redirect";
    private static final String HSTS = "--hsts";

    private final OptionValue<Optional<Integer>> httpPort = option(HTTP_PORT, "N", IntParser::port)
            .description(
                    "Second port, for plain HTTP; 0 picks a free port. It has a part of --max-connections: an eighth"
                            + " if it redirects, else half.")
            .optional();

    private final OptionValue<Optional<Integer>> redirect = option(REDIRECT, "PORT", IntParser::port)
            .description("Redirect requests at --http-port to HTTPS (308), except to /.well-known/acme-challenge/ and"
                    + " --health-path; to --port, or to this port if clients reach the server at another one.")
            .implicitValue(String.valueOf(HttpsConfig.SAME_PORT))
            .optional();

    private final OptionValue<Optional<HstsPolicy>> hsts = option(
                    HSTS, "SECONDS[,includeSubDomains][,preload]", HstsPolicy::parse)
            .description("Send Strict-Transport-Security with HTTPS responses: browsers that have visited the site use"
                    + " HTTPS only, for a year or this time. --hsts=0 ends it.")
            .implicitValue("31536000")
            .optional();

    /** Creates the options of a command. */
    public HttpsOptions() {
        super("HTTPS");
    }

    /**
     * The values.
     *
     * @param hasTls whether there is a certificate
     * @throws IllegalArgumentException for options that contradict each other, or have no effect
     */
    public HttpsConfig config(boolean hasTls, ListenConfig listen, HeaderConfig headers) {
        check(hasTls, listen, headers);
        return new HttpsConfig(toInt(httpPort.value()), toInt(redirect.value()), hsts.value());
    }

    private static OptionalInt toInt(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private void check(boolean hasTls, ListenConfig listen, HeaderConfig headers) {
        if (!hasTls && httpPort.value().isPresent()) {
            throw new IllegalArgumentException(
                    TlsOptions.withoutTls(HTTP_PORT).getMessage() + "; use --port for plain HTTP");
        }
        if (!hasTls && redirect.value().isPresent()) {
            throw TlsOptions.withoutTls(REDIRECT);
        }
        if (!hasTls && hsts.value().isPresent()) {
            throw TlsOptions.withoutTls(HSTS);
        }
        if (redirect.value().isPresent() && httpPort.value().isEmpty()) {
            throw TlsOptions.withoutEffect(REDIRECT, HTTP_PORT + ", the port whose requests are redirected");
        }
        if (httpPort.value().isPresent()
                && httpPort.value().get() != 0
                && httpPort.value().get() == listen.port()) {
            throw new IllegalArgumentException(
                    HTTP_PORT + " and --port are both " + listen.port() + "; one port cannot have HTTP and HTTPS");
        }
        if (hsts.value().isPresent() && headers.hasRule(HstsPolicy.STRICT_TRANSPORT_SECURITY)) {
            throw new IllegalArgumentException(HSTS + " and --header both set " + HstsPolicy.STRICT_TRANSPORT_SECURITY
                    + ", which must be sent once; use only one of them");
        }
    }
}
