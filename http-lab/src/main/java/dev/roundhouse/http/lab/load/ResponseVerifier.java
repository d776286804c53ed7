package dev.roundhouse.http.lab.load;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Compares an answer, as it comes, with the one that is correct. Used again for the next one. */
final class ResponseVerifier {
    private final CRC32C crc = new CRC32C();
    private int status;
    private long length;

    /** An answer begins. */
    void begin(int code) {
        status = code;
        length = 0;
        crc.reset();
    }

    /** Some of its content. */
    void update(ByteBuffer data) {
        length += data.remaining();
        crc.update(data);
    }

    /** Octets of content so far. */
    long length() {
        return length;
    }

    /** What is wrong with the answer, which is whole; empty when nothing is. */
    String mismatch(PreparedRequest asked) {
        if (status != asked.status()) {
            return "status " + status + " instead of " + asked.status();
        }
        if (length != asked.bodyBytes()) {
            return "content of " + length + " octets instead of " + asked.bodyBytes();
        }
        return asked.bodyBytes() == 0 || crc.getValue() == asked.crc32c() ? "" : "content with another checksum";
    }
}
