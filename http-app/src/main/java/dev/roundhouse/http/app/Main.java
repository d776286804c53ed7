package dev.roundhouse.http.app;

import picocli.CommandLine;

/** The program {@code http-app.jar}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process: 0 after a clean end, 1 when the server could not start or failed, 2 when
     * the command line makes no sense.
     *
     * @param args as {@code --help} explains them
     */
    public static void main(String[] args) {
        int exitCode = run(args);
        // Not System.exit: with the server stopped there is nothing left to be told, and a hook that hangs would hang
        // us.
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /** Runs the command line and returns the exit code. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new ServeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Complaints::usage)
                .setExecutionExceptionHandler(Complaints::failure);
    }
}
