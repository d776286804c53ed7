package dev.roundhouse.http.lab.server;

import java.util.List;

/** A running server. The caller that launched it closes it. */
public interface RunningServer extends AutoCloseable {
    /** Starts servers. */
    @FunctionalInterface
    interface ServerLauncher {
        /**
         * Starts a server and waits for its first correct response.
         *
         * @param name of the server, for its log
         * @param template its command
         * @param target of the first request
         * @throws LaunchException if it exits or does not respond
         */
        RunningServer launch(String name, CommandTemplate template, String target)
                throws LaunchException, InterruptedException;
    }

    /** Its port. */
    int port();

    /** Sends requests to it. */
    ProbeClient probe();

    /** Its process. */
    ProcessHandle process();

    /** The command that started it. */
    List<String> command();

    /** Nanoseconds from the start of its process to its first correct response. */
    long startNanos();

    /** Stops it with its child processes and waits for their exit. */
    @Override
    void close();
}
