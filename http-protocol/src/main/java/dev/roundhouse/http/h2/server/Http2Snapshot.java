package dev.roundhouse.http.h2.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an HTTP/2 connection does at one moment, for operators: a value that does not change with the connection, and that any thread
 * can render. {@link Http2Connection#snapshot} creates it.
 *
 * @param phase how far the connection is from its end: OPEN, DRAINING, GOING_AWAY, CLOSING, LINGERING or CLOSED
 * @param requests the number of requests, those that are complete included
 * @param lastStreamId the number of the last stream that the client has opened; 0 if there is none
 * @param areSettingsAcknowledged whether the client has acknowledged the settings of the server
 * @param peer the settings of the client
 * @param sendWindow the bytes of content that the client allows on the connection
 * @param receiveWindow the bytes of content that the client may send on the connection
 * @param output what is left to send, and what was sent
 * @param budgetTokens the tokens that frames without use may still consume
 * @param timeLeft after which the connection, or something of it, ends if nothing happens; empty for no limit
 * @param streams the streams that are open, in the order of their numbers
 */
public record Http2Snapshot(
        String phase,
        long requests,
        int lastStreamId,
        boolean areSettingsAcknowledged,
        PeerSettings peer,
        long sendWindow,
        long receiveWindow,
        QueuedOutput output,
        long budgetTokens,
        Optional<Duration> timeLeft,
        List<StreamSnapshot> streams) {
    /** Copies the list. */
    public Http2Snapshot {
        streams = List.copyOf(streams);
    }

    /**
     * The settings of the client, as far as they have an effect.
     *
     * @param initialWindow the bytes of content that it allows on a new stream
     * @param maxStreams the number of streams that it allows the server to open, which opens none; empty for no limit
     */
    public record PeerSettings(long initialWindow, OptionalLong maxStreams) {}

    /**
     * The frames of the connection that are left to send.
     *
     * @param queuedBytes bytes of frames that are queued
     * @param controlBytes those of them that belong to no response, such as acknowledgements
     * @param sentBytes bytes that were sent, with the headers of frames
     */
    public record QueuedOutput(long queuedBytes, int controlBytes, long sentBytes) {}

    /**
     * An open stream.
     *
     * @param id its number
     * @param requestId the id that the logs have; empty if the head of the request was rejected
     * @param method the method; empty if the head of the request was rejected, as is the target
     * @param target the request target
     * @param state OPEN, HALF_CLOSED_REMOTE or HALF_CLOSED_LOCAL (RFC 9113 §5.1)
     * @param waitsFor what it waits for
     * @param urgency the urgency of the response, from 0, the most urgent, to 7 (RFC 9218 §4.1)
     * @param isIncremental whether the response shares the connection with others of its urgency
     * @param status the status of the response; empty until there is one
     * @param receivedBytes bytes of content that were received
     * @param sentBytes bytes of content that were sent
     * @param sendWindow the bytes of content that the client allows; negative after it has reduced the initial size
     * @param receiveWindow the bytes of content that the client may send; empty if it has sent the request
     * @param age since the head of the request was received
     * @param timeLeft after which the stream ends if nothing happens; empty for no limit
     */
    public record StreamSnapshot(
            int id,
            String requestId,
            String method,
            String target,
            String state,
            StreamWait waitsFor,
            int urgency,
            boolean isIncremental,
            OptionalInt status,
            long receivedBytes,
            long sentBytes,
            long sendWindow,
            OptionalLong receiveWindow,
            Duration age,
            Optional<Duration> timeLeft) {}
}
