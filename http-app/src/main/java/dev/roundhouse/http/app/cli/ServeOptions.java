package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.cli.OptionGroup;
import java.util.ArrayList;
import java.util.List;

/** The option groups of a server. */
final class ServeOptions {
    private final SiteOptionGroups site = new SiteOptionGroups();
    private final ListenOptions listen = new ListenOptions();
    private final LimitOptions limits = new LimitOptions();
    private final TimeoutOptions timeouts = new TimeoutOptions();
    private final LogOptions logs = new LogOptions();

    /** The groups in the order of the help. */
    List<OptionGroup> groups() {
        List<OptionGroup> groups = new ArrayList<>(site.groups());
        groups.addAll(List.of(listen, limits, timeouts, logs, new ConfigOptions()));
        return groups;
    }

    /** The values, after the command line has been parsed. */
    ServerConfig config(boolean hasBanner) {
        return new ServerConfig(
                listen.config(), List.of(site.config()), limits.config(), timeouts.config(), logs.config(), hasBanner);
    }
}
