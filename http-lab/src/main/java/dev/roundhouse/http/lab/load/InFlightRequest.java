package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;

/** A request without a complete response, and what has been received of it. Reused for the next one. */
final class InFlightRequest implements ResponseListener {
    private final ClientConnection connection;
    private final ResponseVerifier verifier = new ResponseVerifier();
    private PreparedRequest request;
    private long dueNanos;
    private long sentNanos;

    InFlightRequest(ClientConnection connection) {
        this.connection = connection;
    }

    void begin(PreparedRequest next, long due, long sent) {
        request = next;
        dueNanos = due;
        sentNanos = sent;
    }

    PreparedRequest request() {
        return request;
    }

    /** Time when it was due. */
    long due() {
        return dueNanos;
    }

    /** Time when it was sent. */
    long sent() {
        return sentNanos;
    }

    /** Length of the content so far. */
    long receivedBytes() {
        return verifier.length();
    }

    @Override
    public void onHead(ResponseHead head) {
        verifier.begin(head.status().code());
    }

    @Override
    public void onContent(ByteBuffer data) {
        verifier.update(data);
    }

    @Override
    public void onComplete() {
        connection.endResponse(this, verifier.mismatch(request));
    }

    @Override
    public void onFailure(String why) {
        connection.failResponse(this, why);
    }

    @Override
    public void onUnprocessed(String why) {
        connection.keepUnprocessed();
    }
}
