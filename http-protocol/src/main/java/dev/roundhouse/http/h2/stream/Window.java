package dev.roundhouse.http.h2.stream;

/**
 * The bytes that may be sent on a stream or a connection. It is negative after the peer has reduced the initial size below what is in
 * flight. RFC 9113 §6.9
 */
public final class Window {
    /** The largest window. RFC 9113 §6.9.1 */
    public static final long MAX = Integer.MAX_VALUE;

    private long available;

    public Window(long initialBytes) {
        this.available = initialBytes;
    }

    /** The number of bytes that may be sent; 0 or less if none. */
    public long available() {
        return available;
    }

    /** Bytes are sent. */
    public void consume(long bytes) {
        available -= bytes;
    }

    /**
     * The peer has changed the window.
     *
     * @param bytes by WINDOW_UPDATE; or by another initial size, and then it may be negative
     * @return false if it became larger than {@link #MAX}: then it must not be used any more
     */
    public boolean change(long bytes) {
        available += bytes;
        return isValid(available);
    }

    /** Whether a window may have that many bytes. */
    static boolean isValid(long bytes) {
        return bytes <= MAX;
    }

    @Override
    public String toString() {
        return Long.toString(available);
    }
}
