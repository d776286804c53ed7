package dev.roundhouse.http.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command with what the command line, the environment and a file say, in this order of precedence. An option that is
 * named in one of them is taken from there as a whole; lists are not joined.
 *
 * <p>What the later sources say is put before the arguments as if it had been typed, and parsed by the same rules. So an
 * error in the second parsing is theirs, and its place is known.
 */
public final class ConfiguredExecutionStrategy implements IExecutionStrategy {
    private final Map<String, String> variables;
    private final Supplier<CommandLine> parser;
    private final IExecutionStrategy delegate = new RunLast();

    /**
     * A run in such an environment.
     *
     * @param variables the environment
     * @param parser makes the same command anew
     */
    public ConfiguredExecutionStrategy(Map<String, String> variables, Supplier<CommandLine> parser) {
        this.variables = variables;
        this.parser = parser;
    }

    @Override
    public int execute(ParseResult all) {
        ParseResult parsed = all.hasSubcommand() ? all.subcommand() : all;
        rejectMisplaced(all);
        Optional<ConfigOptions> options = ConfigOptions.of(parsed);
        if (parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested() || options.isEmpty()) {
            return delegate.execute(all);
        }
        Map<String, Setting> settings = settings(all, parsed, options.get().file());
        ParseResult complete = settings.isEmpty() ? all : parseWith(settings, all);
        if (options.get().print()) {
            ParseResult completed = complete.hasSubcommand() ? complete.subcommand() : complete;
            CommandLine command = parsed.commandSpec().commandLine();
            new EffectiveConfiguration(parsed, completed, settings).printTo(command.getOut());
            return CommandLine.ExitCode.OK;
        }
        return delegate.execute(complete);
    }

    /** An option before the name of another command would be one of the server, and do nothing. */
    private static void rejectMisplaced(ParseResult all) {
        if (all.hasSubcommand() && !all.matchedOptions().isEmpty()) {
            String command = all.subcommand().commandSpec().name();
            throw new ParameterException(
                    all.commandSpec().commandLine(),
                    all.matchedOptions().get(0).longestName() + " stands before " + command
                            + "; write options behind the name of the command");
        }
    }

    /**
     * What the environment and the file say, and the command line does not. They speak to the server; another command hears
     * what it understands of it.
     */
    private Map<String, Setting> settings(ParseResult all, ParseResult parsed, Optional<Path> named) {
        List<OptionSpec> options = OptionNames.settable(all.commandSpec());
        try {
            Environment environment = new Environment(variables);
            Optional<Path> file = named.or(environment::file);
            Map<String, Setting> settings = new HashMap<>();
            file.ifPresent(path -> settings.putAll(new ConfigFile(path).settings(options)));
            settings.putAll(environment.settings(options));
            settings.keySet().removeIf(key -> parsed.commandSpec().findOption(key) == null);
            settings.keySet().removeIf(parsed::hasMatchedOption);
            return settings;
        } catch (ConfigurationException wrong) {
            throw new ParameterException(parsed.commandSpec().commandLine(), wrong.getMessage(), wrong);
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
