package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.coding.CompressionLibraries;

/** The end of the process, without shutdown hooks: there is nothing left to be told, and a hook that hangs would hang us. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /** Ends it at once, and leaves no file behind. */
    public static void halt(int exitCode) {
        try {
            CompressionLibraries.deleteFiles();
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
