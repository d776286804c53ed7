package dev.roundhouse.http.app.config;

import dev.roundhouse.http.handlers.https.HstsPolicy;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a site that uses HTTPS is reached without it.
 *
 * @param httpPort the port of a second endpoint, without TLS; empty for none
 * @param redirectPort the port that requests to the second endpoint are redirected to, {@link #SAME_PORT} for that of the first one; empty if
 *     the site is served there, too
 * @param hsts the policy that HTTPS responses have; empty for none
 */
public record HttpsConfig(OptionalInt httpPort, OptionalInt redirectPort, Optional<HstsPolicy> hsts) {
    /** The port of the HTTPS endpoint, which may have been chosen by the system. */
    public static final int SAME_PORT = 0;

    /**
     * The port that requests are redirected to.
     *
     * @param httpsPort that of the first endpoint
     */
    public int redirectPort(int httpsPort) {
        int configured = redirectPort.orElse(SAME_PORT);
        return configured == SAME_PORT ? httpsPort : configured;
    }

    /** No second endpoint and no policy. */
    public static final HttpsConfig NONE = new HttpsConfig(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
}
