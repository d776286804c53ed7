package dev.roundhouse.http.connection;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The server side of one connection, as a state machine without I/O. Its caller owns the socket: it reports what happened,
 * polls what the connection wants, and does that.
 *
 * <p>The caller repeats these steps in this order:
 *
 * <ol>
 *   <li><b>Signals.</b> {@link #drain} when the server shuts down; {@link #handleTimeout} when {@link #deadline} has passed;
 *       {@link #resume} after {@link ConnectionContext#wakeUp}.
 *   <li><b>Requests.</b> {@link #nextExchange} until it is empty. Each exchange gets one reply, which may be a
 *       {@link dev.roundhouse.http.message.LaterReply}; none only if the connection is aborted before.
 *   <li><b>Output.</b> If {@link #output} is neither empty nor {@linkplain Output#isWaiting waiting} and the socket accepts bytes: send some, {@link #markSent}, and go to
 *       step 1.
 *   <li><b>Close.</b> If the output is empty: {@link #closeState}. {@code OPEN}: continue. {@code HALF_CLOSE}: shut down the
 *       sending side of the socket, once, and continue. {@code CLOSE}: close the socket and stop.
 *   <li><b>Input.</b> If {@link #wantsInput} is true and the socket has bytes: {@link #receive}, or {@link #receiveEof} at
 *       their end; go to step 1.
 *   <li><b>Wait</b> for whichever comes first: the socket is readable, if input is wanted; the socket is writable, if there is
 *       output; a signal of step 1.
 * </ol>
 *
 * <p>Steps 3 and 5 are independent of each other: a connection that wants input gets it while output waits for a full
 * socket. A connection that does not want that, as HTTP/1.1 with enough output, returns false from {@link #wantsInput}.
 *
 * <p>{@link #abort} is valid at any time, and releases everything once. {@link #takeCompletedExchanges} is valid at any
 * time, also after an abort, and is polled when bytes have been sent and at the end.
 *
 * <p>Rules of the events:
 *
 * <ul>
 *   <li>{@code nowNanos} is in nanoseconds, as {@code System.nanoTime()} returns them, and never decreases.
 *   <li>{@link #receive} requires that {@link #wantsInput} is true. A connection copies what it cannot process yet, so a caller
 *       that ignores this makes it use memory without a limit.
 *   <li>{@link #receiveEof} is called once, at any time, and no {@link #receive} follows it.
 *   <li>{@link #markSent} reports no more bytes than {@link #output} has shown; otherwise it throws {@link
 *       IllegalArgumentException}.
 *   <li>An exchange gets no second reply: it throws {@link IllegalStateException}. A reply that comes after the connection was
 *       closed is released.
 *   <li>After {@link #abort}, only {@link #abort} itself, replies and queries follow. Other events are ignored.
 *   <li>One thread at a time uses the connection, its output and its exchanges.
 * </ul>
 *
 * <p>Rules of the queries ({@link #wantsInput}, {@link #isWaiting}, {@link #output}, {@link #deadline}, {@link #isBusy},
 * {@link #closeState}):
 *
 * <ul>
 *   <li>They are valid at any time, change nothing, and their results are valid until the next event.
 *   <li>A connection never waits for nothing: when it is not to be closed, has neither output nor an exchange to hand out
 *       or to be replied to, and is not {@linkplain #isWaiting waiting}, it wants input. It wants none after {@link #receiveEof}.
 *   <li>The close state is {@code OPEN} while there is output.
 *   <li>After an abort, the output is empty, no input is wanted, there is no deadline, and the close state is {@code CLOSE}.
 * </ul>
 *
 * <p>{@link CheckedConnection} reports callers, and connections, that break these rules.
 */
public interface Connection {
    /** The {@link #deadline} of a connection that has none. */
    long NO_DEADLINE = Long.MAX_VALUE;

    /**
     * Bytes were received.
     *
     * @param bytes the caller's buffer, which it may reuse when the method has returned; all bytes are consumed
     */
    void receive(ByteBuffer bytes, long nowNanos);

    /** The peer has closed its sending side: nothing more will be received. */
    void receiveEof(long nowNanos);

    /**
     * Bytes of {@link #output} were sent.
     *
     * @param count number of bytes, from the beginning of the output; 0 when {@link Output#gather} returned 0
     */
    void markSent(long count, long nowNanos);

    /** The {@link #deadline} has passed. Does nothing when it has not. */
    void handleTimeout(long nowNanos);

    /**
     * Looks whether what the connection is {@linkplain #isWaiting waiting} for has come. Called after {@link
     * ConnectionContext#wakeUp}; does no harm at other times.
     */
    void resume(long nowNanos);

    /** The server shuts down: the request in progress is the last one. */
    void drain(long nowNanos);

    /** The socket is unusable: closes the connection and releases everything that it holds. */
    void abort(long nowNanos);

    /**
     * Whether bytes should be received now. While a request waits for its reply, HTTP/1.1 wants one read ahead, by which the
     * caller detects that the peer has closed, and then no more.
     */
    boolean wantsInput();

    /**
     * Whether it waits for another thread, and needs no input meanwhile: for a reply that comes later, for the bytes of a producer
     * that has none at the moment, or for an upload that is not ready. When that comes, {@link ConnectionContext#wakeUp} is
     * called. Input that it wants all the same is read ahead, and may be left unread until then. A wake-up may also come while
     * this is false.
     */
    boolean isWaiting();

    /**
     * Hands out the next request. Each is handed out once.
     *
     * @return the exchange to be replied to, or empty when no request is complete, or it must wait for room in the output
     */
    Optional<Exchange> nextExchange(long nowNanos);

    /** The bytes to be sent. Always the same object. */
    Output output();

    /** When {@link #handleTimeout} should be called, or {@link #NO_DEADLINE}. */
    long deadline();

    /**
     * While there is output: when the peer has taken too little of it. A blocking write that lasts until then is to be ended by
     * {@link #abort}; other deadlines do not end it. Not later than {@link #deadline} if there is output, and of no meaning if there
     * is none.
     */
    default long writeDeadline() {
        return deadline();
    }

    /** Whether a request is in progress: received in part, being handled, or its response not sent completely. */
    boolean isBusy();

    /**
     * Whether an idle connection ends without output, when it is drained or its deadline passes. Others have something to send
     * first, which can block the caller of a blocking socket.
     */
    default boolean endsSilently() {
        return true;
    }

    /** Hands out the summaries of the exchanges that have ended, for logs and metrics. Each is handed out once, in order. */
    void takeCompletedExchanges(Consumer<? super CompletedExchange> target);

    /** What is to be done with the socket when {@link #output} is empty. */
    CloseState closeState();
}
