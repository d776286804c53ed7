package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.coding.CompressionLibraries;

/** Ends the process without shutdown hooks: there are none to run, and a hook that blocks would keep the process alive. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /** Ends the process at once, after deleting its temporary files. */
    public static void halt(int exitCode) {
        try {
            CompressionLibraries.deleteFiles();
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
