package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Scope;
import java.io.IOException;
import java.time.Duration;

/**
 * The client's end of a connection. A scenario runs on it the same way whether an engine, a pump or a socket is at the
 * other end. Bytes are one character each.
 */
public interface TestChannel {
    /** Sends bytes. Bytes that the server no longer reads are lost without error, as on a network. */
    void send(String bytes) throws IOException;

    /** Closes the client's half of the connection. */
    void shutdownOutput() throws IOException;

    /**
     * Receives the next bytes from the server; empty if it has closed its half.
     *
     * @throws ReceiveTimeoutException if nothing is received and the server has not closed its half
     */
    String receive() throws IOException, ReceiveTimeoutException;

    /** Whether nothing can be received now and the server has not closed its half. */
    boolean isIdle() throws IOException;

    /** Advances the clock. Only for {@link Scope#ENGINE}. */
    default void advanceTime(Duration time) throws IOException {
        throw new UnsupportedOperationException("this channel cannot advance the clock");
    }

    /** Starts a graceful shutdown of the connection. Only for {@link Scope#ENGINE}. */
    default void drain() throws IOException {
        throw new UnsupportedOperationException("this channel cannot drain the connection");
    }
}
