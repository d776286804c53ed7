package dev.roundhouse.http.app;

import dev.roundhouse.http.handlers.CompressionLibraries;

/** The end of the process, without shutdown hooks: there is nothing left to be told, and a hook that hangs would hang us. */
final class ProcessEnd {
    private ProcessEnd() {}

    /** Ends it at once, and leaves no file behind. */
    static void halt(int exitCode) {
        try {
            CompressionLibraries.deleteFiles();
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
