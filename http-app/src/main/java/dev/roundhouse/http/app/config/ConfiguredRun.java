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
public final class ConfiguredRun implements IExecutionStrategy {
    private final Map<String, String> variables;
    private final Supplier<CommandLine> parser;
    private final IExecutionStrategy run = new RunLast();

    /**
     * A run in such an environment.
     *
     * @param variables the environment
     * @param parser makes the same command anew
     */
    public ConfiguredRun(Map<String, String> variables, Supplier<CommandLine> parser) {
        this.variables = variables;
        this.parser = parser;
    }

    @Override
    public int execute(ParseResult parsed) {
        if (parsed.hasSubcommand() || parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested()) {
            return run.execute(parsed);
        }
        Map<String, Setting> settings = settings(parsed);
        ParseResult complete = settings.isEmpty() ? parsed : parseWith(settings, parsed);
        if (ConfigOptions.of(parsed).print()) {
            CommandLine command = parsed.commandSpec().commandLine();
            new EffectiveConfiguration(parsed, complete, settings).printTo(command.getOut());
            return CommandLine.ExitCode.OK;
        }
        return run.execute(complete);
    }

    /** What the environment and the file say, and the command line does not. */
    private Map<String, Setting> settings(ParseResult parsed) {
        List<OptionSpec> options = OptionNames.settable(parsed.commandSpec());
        try {
            Environment environment = new Environment(variables);
            Optional<Path> file = ConfigOptions.of(parsed).file().or(environment::file);
            Map<String, Setting> settings = new HashMap<>();
            file.ifPresent(named -> settings.putAll(new ConfigFile(named).settings(options)));
            settings.putAll(environment.settings(options));
            settings.keySet().removeIf(parsed::hasMatchedOption);
            return settings;
        } catch (ConfigurationException wrong) {
            throw new ParameterException(parsed.commandSpec().commandLine(), wrong.getMessage(), wrong);
        }
    }

    private ParseResult parseWith(Map<String, Setting> settings, ParseResult parsed) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, setting) -> setting.values().forEach(value -> arguments.add("--" + key + "=" + value)));
        arguments.addAll(parsed.originalArgs());
        CommandLine first = parsed.commandSpec().commandLine();
        CommandLine second = parser.get().setOut(first.getOut()).setErr(first.getErr());
        try {
            return second.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw new ParameterException(second, place(wrong.getArgSpec(), settings) + wrong.getMessage(), wrong);
        }
    }

    private static String place(ArgSpec wrong, Map<String, Setting> settings) {
        return wrong instanceof OptionSpec option && settings.containsKey(OptionNames.key(option))
                ? settings.get(OptionNames.key(option)).place() + ": "
                : "";
    }
}
