package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Scope;
import java.io.IOException;
import java.time.Duration;

/**
 * The client's end of a connection, however octets travel on it. A conversation is replayed on it without knowing whether an
 * engine, a pump or a socket is at the other end. Octets are one character each.
 */
public interface TestChannel {
    /** Sends octets. What a server does not want to read any more is lost without complaint, as on a network. */
    void send(String bytes) throws IOException;

    /** Closes the client's half. */
    void shutdownOutput() throws IOException;

    /**
     * The next octets from the server: empty when it has closed its half.
     *
     * @throws ReceiveTimeoutException when nothing comes, and the server has not closed
     */
    String receive() throws IOException, ReceiveTimeoutException;

    /** Whether there is nothing to receive now, and the server has not closed its half. */
    boolean isIdle() throws IOException;

    /** Lets time pass. Only at {@link Scope#ENGINE}. */
    default void advanceTime(Duration time) throws IOException {
        throw new UnsupportedOperationException("time cannot be hurried on this line");
    }

    /** Tells the server to finish. Only at {@link Scope#ENGINE}. */
    default void drain() throws IOException {
        throw new UnsupportedOperationException("the server at the end of this line cannot be told");
    }
}
