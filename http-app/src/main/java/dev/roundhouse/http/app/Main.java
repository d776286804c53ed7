package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.ConfigOptions;
import dev.roundhouse.http.app.config.ConfiguredRun;
import dev.roundhouse.http.app.config.ThemedHelp;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The program {@code http-app.jar}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process: 0 after a clean end, 1 when the server could not start, or had to cut
     * connections at its end; 2 when the command line makes no sense, 70 when a thread died, 130 after a second signal.
     *
     * @param args as {@code --help} explains them
     */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(new LastWords());
        int exitCode = run(args);
        // Not System.exit: with the server stopped there is nothing left to be told, and a hook that hangs would hang
        // us.
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /** Runs the command line and returns the exit code. */
    static int run(String... args) {
        return commandLine(System.getenv(), Commands.mayBeMeant(args)).execute(args);
    }

    /** The program in such an environment, with all its commands. */
    static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, true);
    }

    private static CommandLine commandLine(Map<String, String> environment, boolean all) {
        return parser(all).setExecutionStrategy(new ConfiguredRun(environment, () -> parser(all)));
    }

    private static CommandLine parser(boolean all) {
        CommandLine serve = new CommandLine(new ServeCommand());
        if (all) {
            Commands.addTo(serve);
        }
        Stream.concat(
                        Stream.of(serve),
                        serve.getSubcommands().values().stream()
                                .filter(command -> command.getCommand() instanceof ExplainCommand))
                .forEach(configured -> {
                    ConfigOptions.addTo(configured);
                    configured.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new ThemedHelp());
                });
        return serve.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Complaints::usage)
                .setExecutionExceptionHandler(Complaints::failure);
    }
}
