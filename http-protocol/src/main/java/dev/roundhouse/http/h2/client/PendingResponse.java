package dev.roundhouse.http.h2.client;

/** A request that was sent, as its sender sees it. */
public interface PendingResponse {
    /**
     * Ends the exchange: the response is not needed any more, and the request is not sent to its end. RFC 9113 §5.4.2. Its listener is not
     * called any more. Does nothing if both have ended.
     */
    void cancel();
}
