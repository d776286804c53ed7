package dev.roundhouse.http.cli;

import picocli.CommandLine.ExitCode;

/** Thrown if the program cannot start, for a reason that the user can change. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** @param message what is wrong and what to do */
    public StartupException(String message) {
        super(message);
        this.exitCode = ExitCode.SOFTWARE;
    }

    /** @param message what is wrong and what to do */
    public StartupException(String message, Throwable cause) {
        this(message, cause, ExitCode.SOFTWARE);
    }

    private StartupException(String message, Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /**
     * Returns an exception for a configuration whose error shows at the start, such as the content of a file that it names.
     *
     * @param message what is wrong and what to do
     */
    public static StartupException ofConfiguration(String message, Throwable cause) {
        return new StartupException(message, cause, ExitCode.USAGE);
    }

    /** The exit code of the program. */
    int exitCode() {
        return exitCode;
    }
}
