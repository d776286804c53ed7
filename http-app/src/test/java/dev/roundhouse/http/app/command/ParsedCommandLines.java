package dev.roundhouse.http.app.command;

import dev.roundhouse.http.app.settings.ProductVersion;
import dev.roundhouse.http.app.settings.ServeOptions;
import java.util.List;

/** Command lines, read as the program reads them. */
public final class ParsedCommandLines {
    private ParsedCommandLines() {}

    public static ServeOptions options(String... args) {
        ServeCommand command = new ServeCommand(List.of());
        command.toCommandLine(new ProductVersion()).parseArgs(args);
        return command.options();
    }
}
