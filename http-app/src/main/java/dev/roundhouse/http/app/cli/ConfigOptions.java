package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Options about options. {@link ConfiguredExecutionStrategy} obeys them, not the command. */
public final class ConfigOptions extends OptionGroup {
    static final String CONFIG = "config";
    static final String PRINT_CONFIG = "print-config";

    private final OptionValue<Optional<Path>> file = option("--" + CONFIG, "FILE", Path::of)
            .description(
                    "Configuration file (HOCON, JSON or properties, by extension); keys are option names without dashes. The command line and the environment take precedence.")
            .optional();

    private final OptionValue<Boolean> print =
            flag("--" + PRINT_CONFIG, "Print the effective configuration with the source of each value, then exit.");

    /** Options to be given to a command. */
    public ConfigOptions() {
        super("Configuration");
    }

    /** These options of a command that has been parsed, if it has them. */
    static Optional<ConfigOptions> of(ParseResult parsed) {
        return OptionGroup.of(parsed.commandSpec(), ConfigOptions.class);
    }

    /** The file that the command line named. */
    Optional<Path> file() {
        return file.value();
    }

    /** Whether to print and not to serve. */
    boolean print() {
        return print.value();
    }
}
