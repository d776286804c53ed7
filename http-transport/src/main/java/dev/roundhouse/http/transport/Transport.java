package dev.roundhouse.http.transport;

import java.io.IOException;
import java.util.Optional;

/**
 * An I/O model: accepts connections, and moves bytes between their sockets and their protocol state machines.
 *
 * <pre>{@code
 * Listener listener = new NioTransport().start(service, TransportSettings.at(new InetSocketAddress("127.0.0.1", 8080)));
 * }</pre>
 *
 * <p>The contract of an implementation. The suites of {@code dev.roundhouse.http.testing.contract} test it.
 *
 * <ol>
 *   <li>It is found by {@link java.util.ServiceLoader}: a public class with a public constructor without parameters, which
 *       allocates nothing. {@link #name}, {@link #description} and {@link #unavailableReason} may be called at any time, and
 *       do not depend on {@link #start}.
 *   <li>{@code start} returns when connections are accepted. It may be called several times; each listener is independent. If
 *       it throws, no thread and no descriptor is left.
 *   <li>Each accepted connection first acquires a permit of a {@link ConnectionLimiter}, and gets one
 *       {@link dev.roundhouse.http.connection.Connection}, one {@link Wire} and one {@link Pump}.
 *   <li>One thread at a time uses a connection and its pump. {@link Pump#drain} and the wake-up of the pump may be called by
 *       other threads.
 *   <li>{@link Pump#run} is called when the event it returned has occurred, after the pump was woken, and after
 *       {@link Pump#markTimedOut} or {@code drain}, until it returns {@link Interest#NONE}. It is not called concurrently.
 *   <li>A connection whose {@link Pump#deadline} has passed is marked as timed out within a second. A new connection has its
 *       full timeout, however long the transport was idle.
 *   <li>A connection cannot keep others waiting: after {@link Interest#YIELD}, other ready connections are run first. A client
 *       that does not read, or sends without end, delays no other client.
 *   <li>A failure of one connection closes that connection only. If accepting fails, the observer is informed, and accepting
 *       continues after a pause.
 *   <li>A fatal error of a handler ({@link VirtualMachineError}) ends the thread by an uncaught exception, after the
 *       connections of the thread are closed.
 *   <li>{@link Listener#shutdown} fulfils its contract also while handlers run, and while connections are being accepted.
 * </ol>
 */
public interface Transport {
    /** A short name in lower case, as it is given to {@code --transport}: {@code nio}. */
    String name();

    /** A few words for help texts, without a full stop: {@code event loops}. */
    String description();

    /**
     * Why this transport cannot be used in this process, or empty if it can.
     *
     * @return the predicate of a sentence whose subject is the transport, without a full stop:
     *     {@code requires Java 21 or later (this is Java 17)}
     */
    default Optional<String> unavailableReason() {
        return Optional.empty();
    }

    /**
     * Binds the address and starts to accept connections.
     *
     * @return a listener that accepts connections, with the port that the system has chosen if the port of the settings is 0
     * @throws java.nio.channels.UnsupportedAddressTypeException if it does not support addresses of this kind
     * @throws IOException if the address cannot be bound; nothing is left running then
     * @throws UnsupportedOperationException if there is an {@link #unavailableReason}
     */
    Listener start(Service service, TransportSettings settings) throws IOException;
}
