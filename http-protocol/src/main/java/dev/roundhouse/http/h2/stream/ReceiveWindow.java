package dev.roundhouse.http.h2.stream;

/**
 * The bytes that the peer may send on a stream or a connection. What was received is given back in few, large updates. RFC 9113 §6.9
 */
public final class ReceiveWindow {
    private final long size;
    private long available;
    private long consumed;

    /**
     * @param announced the bytes that the peer may send already
     * @param size the bytes that it may send ahead, from the first update on
     */
    public ReceiveWindow(long announced, long size) {
        this.size = size;
        this.available = announced;
        this.consumed = size - announced;
    }

    /** The bytes that the peer may send. */
    public long available() {
        return available;
    }

    /** Bytes were received; false if the peer was not allowed to send them. */
    public boolean receive(long bytes) {
        available -= bytes;
        return available >= 0;
    }

    /** Bytes that were received are not kept any more. */
    public void consume(long bytes) {
        consumed += bytes;
    }

    /** The increment of a WINDOW_UPDATE that is due, which the caller sends; 0 if none is. */
    public int takeUpdate() {
        if (consumed < (size + 1) / 2) {
            return 0;
        }
        int increment = (int) consumed;
        available += consumed;
        consumed = 0;
        return increment;
    }
}
