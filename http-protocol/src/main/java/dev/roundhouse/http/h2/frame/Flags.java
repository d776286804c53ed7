package dev.roundhouse.http.h2.frame;

/** The flags of frames. RFC 9113 §6 */
public final class Flags {
    /** Of DATA and HEADERS: the last frame of the message. */
    public static final int END_STREAM = 0x1;

    /** Of SETTINGS and PING: the reply to one of the peer. */
    public static final int ACK = 0x1;

    /** Of HEADERS, PUSH_PROMISE and CONTINUATION: the last frame of the field block. */
    public static final int END_HEADERS = 0x4;

    /** Of DATA, HEADERS and PUSH_PROMISE: the payload begins with the length of the padding at its end. */
    public static final int PADDED = 0x8;

    /** Of HEADERS: the field block comes after a priority of RFC 7540. */
    public static final int PRIORITY = 0x20;

    private Flags() {}

    /** Whether a flag is set. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
