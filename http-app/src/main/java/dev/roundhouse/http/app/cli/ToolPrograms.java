package dev.roundhouse.http.app.cli;

import java.util.List;
import java.util.Optional;

/** The programs of this project that are not part of this one. Their names look like commands. */
public final class ToolPrograms {
    private static final List<String> NAMES = List.of("lab", "conformance");

    private ToolPrograms() {}

    /** The error message for a command line that names one of them as its command. */
    public static Optional<String> errorFor(String... args) {
        return args.length > 0 && NAMES.contains(args[0])
                ? Optional.of("roundhouse: " + args[0] + " is a separate program; run java -jar http-" + args[0]
                        + ".jar, or bin/roundhouse " + args[0] + ".")
                : Optional.empty();
    }
}
