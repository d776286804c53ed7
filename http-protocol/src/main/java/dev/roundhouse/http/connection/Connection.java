package dev.roundhouse.http.connection;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The server's end of one connection, as a machine without a socket. Whoever has the socket tells it what happened (the
 * verbs) and asks it what it wants (the questions). Used by one thread at a time.
 *
 * <p>The order of calls:
 *
 * <pre>
 * accepted
 *   loop:
 *     1. applied    {@link #drain}, and {@link #handleTimeout} when {@link #deadline} has passed
 *     2. exchanges  {@link #nextExchange} until it is empty; each is answered once
 *     3. output     while there is some and the socket takes it: send, {@link #markSent}; then 2 again
 *     4. ending     when the output is empty: {@link #closeState} says whether to half-close and go on, or to close
 *     5. input      when it wants input and the socket has some: {@link #receive}, or {@link #receiveEof}
 * aborted at any time: {@link #abort} releases everything once
 * </pre>
 *
 * <p>A request that has been received can wait for room in the output. So whoever waits for input (5) must have found
 * neither a request (2) nor output (3) since the last bytes left: else both ends would wait for each other.
 *
 * <p>Times are in nanoseconds, as {@code System.nanoTime()} gives them, and never go back.
 */
public interface Connection {
    /** The deadline of a machine that waits for nothing. */
    long NO_DEADLINE = Long.MAX_VALUE;

    /**
     * Bytes have come.
     *
     * @param bytes lent until the method returns; all are consumed, what cannot be used yet is copied, bounded by
     *     {@link Limits} and by the reader's obedience to {@link #wantsInput}
     */
    void receive(ByteBuffer bytes, long now);

    /** The peer will send no more. */
    void receiveEof(long now);

    /** So many bytes of what {@link #output} showed have left. */
    void markSent(long count, long now);

    /** {@link #deadline} has passed. Called too early, it does nothing. */
    void handleTimeout(long now);

    /** Finish what is open and promise no more. */
    void drain(long now);

    /** The wire is gone: release everything. */
    void abort(long now);

    /**
     * Whether bytes should be read now. While a request waits for its answer, one read ahead is wanted, by which a peer that
     * is gone can be noticed, and then no more, which is back-pressure.
     */
    boolean wantsInput();

    /** A request to be answered once, now or later, or nothing. Each request is given out once. */
    Optional<Exchange> nextExchange(long now);

    /** What is to be sent, in order. */
    Output output();

    /** When {@link #handleTimeout} should be called, or {@link #NO_DEADLINE}. */
    long deadline();

    /** Whether a request is under way: heard in part, being answered, or its answer on its way out. */
    boolean isBusy();

    /** An exchange that has ended since it was last asked, for logs and metrics, or nothing. */
    Optional<CompletedExchange> nextCompletedExchange();

    /** What is to be done with the socket, once {@link #output} is empty. */
    CloseState closeState();
}
