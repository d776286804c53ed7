package dev.roundhouse.http.app.config;

import java.util.List;
import java.util.Optional;

/**
 * The configuration of a server.
 *
 * @param listen where and how the server accepts connections
 * @param tls TLS at this address; empty for plain text
 * @param https how a site with TLS is reached without it
 * @param http2 how HTTP/2 is used
 * @param sites the sites that are served; exactly one, since the Host header does not select a site
 * @param limits the maximum sizes of requests
 * @param timeouts how long a client may take
 * @param logs what is logged, and where
 * @param hasBanner whether the startup banner is printed
 */
public record ServerConfig(
        ListenConfig listen,
        Optional<TlsConfig> tls,
        HttpsConfig https,
        Http2Config http2,
        List<SiteConfig> sites,
        LimitConfig limits,
        TimeoutConfig timeouts,
        LogConfig logs,
        boolean hasBanner) {
    /** @throws IllegalArgumentException for any number of sites but one */
    public ServerConfig {
        sites = List.copyOf(sites);
        if (sites.size() != 1) {
            throw new IllegalArgumentException("exactly one site is supported, not " + sites.size());
        }
    }

    /** The only site. */
    public SiteConfig site() {
        return sites.get(0);
    }
}
