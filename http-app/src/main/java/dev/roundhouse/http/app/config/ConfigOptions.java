package dev.roundhouse.http.app.config;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Options about options. {@link ConfiguredRun} obeys them, not the command. */
@Command(description = "Configuration")
public final class ConfigOptions {
    static final String CONFIG = "config";
    static final String PRINT_CONFIG = "print-config";

    @Option(
            names = "--" + CONFIG,
            paramLabel = "FILE",
            description =
                    "Reads options from a file, HOCON, JSON or properties by its ending; the keys are the names of"
                            + " the options without the dashes. The command line and the environment have precedence.")
    private Path file;

    @Option(
            names = "--" + PRINT_CONFIG,
            description = "Prints every option with its value and where that comes from, in the form of a configuration"
                    + " file, and ends.")
    private boolean print;

    /** For picocli. */
    public ConfigOptions() {}

    /** Adds these options to a command. */
    public static void addTo(CommandLine command) {
        command.addMixin(CONFIG, new ConfigOptions());
    }

    /** Whether a command that has been parsed has these options. */
    static boolean areOf(ParseResult parsed) {
        return parsed.commandSpec().mixins().containsKey(CONFIG);
    }

    /** These options of a command that has been parsed. */
    static ConfigOptions of(ParseResult parsed) {
        return (ConfigOptions) parsed.commandSpec().mixins().get(CONFIG).userObject();
    }

    /** The file that the command line named. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Whether to print and not to serve. */
    boolean print() {
        return print;
    }
}
