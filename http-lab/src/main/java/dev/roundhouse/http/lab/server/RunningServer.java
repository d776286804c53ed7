package dev.roundhouse.http.lab.server;

import java.util.List;

/** A server that has been started. Whoever starts it closes it. */
public interface RunningServer extends AutoCloseable {
    /** Starts servers. */
    @FunctionalInterface
    interface ServerLauncher {
        /**
         * Starts a server and waits for its first correct answer.
         *
         * @param name of the server, for its log
         * @param template how it is started
         * @param target what it is asked first
         * @throws LaunchException when it ends, or does not answer
         */
        RunningServer launch(String name, CommandTemplate template, String target)
                throws LaunchException, InterruptedException;
    }

    /** Where it listens. */
    int port();

    /** Its process. */
    ProcessHandle process();

    /** How it was started. */
    List<String> command();

    /** Nanoseconds from the start of its process to its first correct answer. */
    long startNanos();

    /** Ends it, and what it has started; returns when it has ended. */
    @Override
    void close();
}
