package dev.roundhouse.http.h2.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The first bytes of a client, before its first frame. RFC 9113 §3.4 */
public final class ClientPreface {
    /** The bytes, from 0 to the limit of the buffer. */
    public static final ByteBuffer BYTES =
            StandardCharsets.US_ASCII.encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").asReadOnlyBuffer();

    private ClientPreface() {}
}
