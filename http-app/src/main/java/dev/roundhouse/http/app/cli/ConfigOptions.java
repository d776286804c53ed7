package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The options of the configuration file. {@link ConfiguredExecutionStrategy} evaluates them, not the command. */
public final class ConfigOptions extends OptionGroup {
    static final String CONFIG = "config";
    static final String PRINT_CONFIG = "print-config";

    private final OptionValue<Optional<Path>> file = option("--" + CONFIG, "FILE", Path::of)
            .description(
                    "Configuration file (HOCON, JSON or properties, by extension); keys are option names without dashes. The command line and the environment take precedence.")
            .optional();

    private final OptionValue<Boolean> print =
            flag("--" + PRINT_CONFIG, "Print the effective configuration with the source of each value, then exit.");

    /** Creates the options of a command. */
    public ConfigOptions() {
        super("Configuration");
    }

    /** The options of a parsed command, if it has this group. */
    static Optional<ConfigOptions> of(ParseResult parsed) {
        return OptionGroup.of(parsed.commandSpec(), ConfigOptions.class);
    }

    /** The file named on the command line. */
    Optional<Path> file() {
        return file.value();
    }

    /** Whether to print the configuration instead of serving. */
    boolean isPrintRequested() {
        return print.value();
    }
}
