package dev.roundhouse.http.lab.load;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Compares a response with the correct one while it is received. Reusable. */
final class ResponseVerifier {
    private final CRC32C crc = new CRC32C();
    private int status;
    private long length;

    /** Starts a response. */
    void begin(int code) {
        status = code;
        length = 0;
        crc.reset();
    }

    /** Adds content. */
    void update(ByteBuffer data) {
        length += data.remaining();
        crc.update(data);
    }

    /** Length of the content so far. */
    long length() {
        return length;
    }

    /** The mismatch of a complete response; empty if it is correct. */
    String mismatch(PreparedRequest request) {
        if (status != request.status()) {
            return "status " + status + " instead of " + request.status();
        }
        if (length != request.bodyBytes()) {
            return "content of " + length + " bytes instead of " + request.bodyBytes();
        }
        return request.bodyBytes() == 0 || crc.getValue() == request.crc32c() ? "" : "content with another checksum";
    }
}
