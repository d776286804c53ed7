package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ConfigFile;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.Environment;
import dev.roundhouse.http.app.config.OptionName;
import dev.roundhouse.http.app.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The sources of options: the command line, the environment and a file, in this order of precedence. The value of an option
 * comes from one source; lists are not joined.
 *
 * <p>The settings of the environment and of the file are put before the arguments as if they had been typed, and are parsed by
 * the same rules. An error of the second parsing is therefore one of these settings, and its place is known.
 */
final class OptionSources {
    private final Map<String, String> variables;
    private final Function<Path, ConfigFile> files;
    private final Supplier<CommandLine> parser;

    /**
     * The sources other than the command line.
     *
     * @param variables the environment
     * @param files reads a configuration file
     * @param parser creates the same command line again
     */
    OptionSources(Map<String, String> variables, Function<Path, ConfigFile> files, Supplier<CommandLine> parser) {
        this.variables = variables;
        this.files = files;
        this.parser = parser;
    }

    /**
     * Adds the options of the environment and of the file to a command line.
     *
     * @param all the command line, with its subcommand
     * @throws ParameterException for an error in one of the sources
     */
    MergedOptions merge(ParseResult all) {
        ParseResult command = MergedOptions.commandOf(all);
        Map<String, Setting> settings =
                settings(all, command, ConfigOptions.of(command).flatMap(ConfigOptions::file));
        return new MergedOptions(all, settings.isEmpty() ? all : parseWith(settings, all), settings);
    }

    /**
     * The settings of options that are not on the command line. They are settings of the server; another command uses those of
     * its own options.
     */
    private Map<String, Setting> settings(ParseResult all, ParseResult command, Optional<Path> named) {
        List<OptionName> options = OptionNames.settable(all.commandSpec()).stream()
                .map(OptionNames::of)
                .toList();
        try {
            Environment environment = new Environment(variables);
            Map<String, Setting> settings = new HashMap<>();
            named.or(environment::file)
                    .ifPresent(path -> settings.putAll(files.apply(path).settings(options)));
            settings.putAll(environment.settings(options));
            settings.keySet().removeIf(key -> command.commandSpec().findOption(key) == null);
            settings.keySet().removeIf(command::hasMatchedOption);
            return settings;
        } catch (ConfigurationException wrong) {
            throw new ParameterException(command.commandSpec().commandLine(), wrong.getMessage(), wrong);
        }
    }

    private ParseResult parseWith(Map<String, Setting> settings, ParseResult all) {
        List<String> typed = all.originalArgs();
        int name = all.hasSubcommand() ? 1 : 0;
        List<String> arguments = new ArrayList<>(typed.subList(0, name));
        settings.forEach((key, setting) -> setting.values().forEach(value -> arguments.add("--" + key + "=" + value)));
        arguments.addAll(typed.subList(name, typed.size()));
        CommandLine first = all.commandSpec().commandLine();
        CommandLine second = parser.get().setOut(first.getOut()).setErr(first.getErr());
        try {
            return second.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw new ParameterException(second, origin(wrong.getArgSpec(), settings) + wrong.getMessage(), wrong);
        }
    }

    private static String origin(ArgSpec wrong, Map<String, Setting> settings) {
        return wrong instanceof OptionSpec option && settings.containsKey(OptionNames.key(option))
                ? settings.get(OptionNames.key(option)).origin() + ": "
                : "";
    }
}
