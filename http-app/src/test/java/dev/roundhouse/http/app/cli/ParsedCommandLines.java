package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.ServerConfig;
import java.util.List;
import java.util.Map;

/** Configurations of command lines, loaded as the program loads them, without an environment and a file. */
public final class ParsedCommandLines {
    private ParsedCommandLines() {}

    /** The configuration of a command line. */
    public static ServerConfig config(String... args) {
        return ConfigLoader.load(List.of(args), Map.of(), path -> {
                    throw new ConfigurationException("no configuration file is expected: " + path);
                })
                .server();
    }
}
