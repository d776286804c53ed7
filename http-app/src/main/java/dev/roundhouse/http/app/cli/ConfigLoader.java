package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ConfigFile;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.LoadedConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.ParameterException;

/**
 * Loads the configuration of the server from the command line, the environment and a file.
 *
 * <p>It can be called at any time and any number of times. It has no side effects: it reads the configuration file and nothing
 * else, resolves no address, opens nothing and starts nothing.
 */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Loads a configuration.
     *
     * @param arguments the command line, without the name of the program
     * @param environment the environment variables
     * @param files reads the file that {@code --config} or {@code ROUNDHOUSE_CONFIG} names, as {@link ConfigFile#read}
     * @throws ConfigurationException for an error in one of them, with its place
     */
    public static LoadedConfig load(
            List<String> arguments, Map<String, String> environment, Function<Path, ConfigFile> files) {
        OptionSources sources = new OptionSources(environment, files, CommandLineFactory::serveOnly);
        try {
            MergedOptions options =
                    sources.merge(CommandLineFactory.serveOnly().parseArgs(arguments.toArray(String[]::new)));
            ServeCommand command =
                    (ServeCommand) options.complete().commandSpec().userObject();
            return new LoadedConfig(command.config(), options.effective());
        } catch (ParameterException wrong) {
            throw new ConfigurationException(wrong.getMessage(), wrong);
        }
    }
}
