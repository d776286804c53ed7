package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.h2.frame.Flags;

/** A frame of the server.
 *
 * @param type the number of its type, which may be unknown
 * @param flags its flags
 * @param streamId 0 for the connection
 * @param payload one character for each byte
 */
record ReceivedFrame(int type, int flags, int streamId, String payload) {
    boolean has(int flag) {
        return Flags.has(flags, flag);
    }

    /** The bytes at an index as a number. */
    long number(int at, int bytes) {
        long value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = value << Byte.SIZE | payload.charAt(i);
        }
        return value;
    }

    /** The payload without padding. RFC 9113 §6.1, §6.2 */
    String unpadded() {
        if (!has(Flags.PADDED)) {
            return payload;
        }
        return payload.substring(1, payload.length() - payload.charAt(0));
    }

    /** Whether the padding is shorter than the payload. */
    boolean isPaddingValid() {
        return !has(Flags.PADDED) || (!payload.isEmpty() && payload.charAt(0) < payload.length());
    }
}
