package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ConfigFile;
import dev.roundhouse.http.app.config.EffectiveOption;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command with the options of all sources, or prints these options. */
public final class ConfiguredExecutionStrategy implements IExecutionStrategy {
    private final OptionSources sources;
    private final IExecutionStrategy delegate = new RunLast();

    /**
     * A strategy for an environment.
     *
     * @param variables the environment
     * @param parser creates the same command line again
     */
    public ConfiguredExecutionStrategy(Map<String, String> variables, Supplier<CommandLine> parser) {
        // A lambda and not a method reference, so that the class is loaded only if there is a file.
        this.sources = new OptionSources(variables, path -> ConfigFile.read(path), parser);
    }

    @Override
    public int execute(ParseResult all) {
        ParseResult command = MergedOptions.commandOf(all);
        rejectMisplaced(all);
        Optional<ConfigOptions> options = ConfigOptions.of(command);
        if (command.isUsageHelpRequested() || command.isVersionHelpRequested() || options.isEmpty()) {
            return delegate.execute(all);
        }
        MergedOptions merged = sources.merge(all);
        if (options.get().isPrintRequested()) {
            PrintWriter out = command.commandSpec().commandLine().getOut();
            merged.effective().stream().map(EffectiveOption::toLine).forEach(out::println);
            out.flush();
            return CommandLine.ExitCode.OK;
        }
        return delegate.execute(merged.complete());
    }

    /** An option before the name of a subcommand would be one of the server, and have no effect. */
    private static void rejectMisplaced(ParseResult all) {
        if (all.hasSubcommand() && !all.matchedOptions().isEmpty()) {
            String command = all.subcommand().commandSpec().name();
            throw new ParameterException(
                    all.commandSpec().commandLine(),
                    "Option " + all.matchedOptions().get(0).longestName() + " must come after the command name "
                            + command);
        }
    }
}
