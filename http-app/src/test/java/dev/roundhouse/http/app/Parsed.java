package dev.roundhouse.http.app;

import picocli.CommandLine;

/** Command lines, read as the program reads them. */
final class Parsed {
    private Parsed() {}

    static ServeOptions options(String... args) {
        ServeCommand command = new ServeCommand();
        new CommandLine(command).parseArgs(args);
        return command.options();
    }
}
