package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.app.config.ListenConfig;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.config.SiteConfig;
import dev.roundhouse.http.app.config.TlsConfig;
import dev.roundhouse.http.cli.OptionGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The option groups of a server. */
final class ServeOptions {
    private final SiteOptionGroups site = new SiteOptionGroups();
    private final ListenOptions listen = new ListenOptions();
    private final TlsOptions tls = new TlsOptions();
    private final HttpsOptions https = new HttpsOptions();
    private final Http2Options http2 = new Http2Options();
    private final LimitOptions limits = new LimitOptions();
    private final TimeoutOptions timeouts = new TimeoutOptions();
    private final LogOptions logs = new LogOptions();

    /** The groups in the order of the help. */
    List<OptionGroup> groups() {
        List<OptionGroup> groups = new ArrayList<>(site.groups());
        groups.addAll(List.of(listen, tls, https, http2, limits, timeouts, logs, new ConfigOptions()));
        return groups;
    }

    /**
     * The values, after the command line has been parsed.
     *
     * @throws IllegalArgumentException for options that contradict each other, or have no effect
     */
    ServerConfig config(boolean hasBanner) {
        ListenConfig network = listen.config();
        Optional<TlsConfig> encryption = tls.config();
        SiteConfig served = site.config();
        HttpsConfig plain = https.config(encryption.isPresent(), network, served.headers());
        return new ServerConfig(
                network,
                encryption,
                plain,
                http2.config(encryption.isPresent(), plain),
                List.of(served),
                limits.config(),
                timeouts.config(),
                logs.config(),
                hasBanner);
    }
}
