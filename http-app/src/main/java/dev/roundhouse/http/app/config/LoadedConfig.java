package dev.roundhouse.http.app.config;

import java.util.List;

/**
 * A configuration and where it comes from.
 *
 * @param server the configuration
 * @param options every option with its value and source, in the order of the help
 */
public record LoadedConfig(ServerConfig server, List<EffectiveOption> options) {
    /** Copies the list. */
    public LoadedConfig {
        options = List.copyOf(options);
    }
}
