package dev.roundhouse.http.app;

import java.util.List;

/** Command lines, read as the program reads them. */
final class ParsedCommandLines {
    private ParsedCommandLines() {}

    static ServeOptions options(String... args) {
        ServeCommand command = new ServeCommand(List.of());
        command.toCommandLine(new ProductVersion()).parseArgs(args);
        return command.options();
    }
}
