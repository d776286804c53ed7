package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.h2.Http2Error;
import java.util.concurrent.TimeoutException;

/** Ends streams that have waited for too long, or for what cannot come. */
final class StreamExpiry {
    private StreamExpiry() {}

    /** Ends the stream if its deadline has passed. */
    static void expire(Http2Stream stream, Http2Session session) {
        if (session.nowNanos() < stream.deadline()) {
            return;
        }
        if (stream.isWaitingForHandler()) {
            TimeoutException cause = new TimeoutException("no reply within the timeout for handlers");
            session.context().handlerFailed(stream.request(), cause);
            stream.rejectWith(Http2Error.HANDLER_TIMEOUT);
        } else if (stream.sender().isBlocked()) {
            session.reset(stream, Http2Error.TRANSFER_TIMEOUT);
        } else if (stream.needsReply()) {
            stream.rejectWith(Http2Error.BODY_TIMEOUT);
        } else {
            session.reset(stream, Http2Error.REQUEST_NOT_NEEDED);
        }
    }

    /** Ends the stream if the peer does not allow to send its content, and will not. */
    static void resetIfBlocked(Http2Stream stream, Http2Session session) {
        if (stream.sender().isBlocked()) {
            session.reset(stream, Http2Error.TRANSFER_TIMEOUT);
        }
    }
}
