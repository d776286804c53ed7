package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Encodes the bytes of a producer as chunks. RFC 9112 §7.1 */
public final class ChunkedEncoder implements Body.Producer {
    /** Eight hexadecimal digits and CR LF before the data, CR LF after it. */
    private static final int SIZE_LINE_BYTES = 10;

    private static final int FRAMING_BYTES = SIZE_LINE_BYTES + 2;
    private static final byte[] LAST_CHUNK = HttpGrammar.encode("0\r\n\r\n");

    private final Body.Producer data;
    private boolean ended;
    private long dataBytes;

    public ChunkedEncoder(Body.Producer data) {
        this.data = data;
    }

    /** The name of the producer, for error messages about it. */
    @Override
    public String toString() {
        return data.toString();
    }

    @Override
    public boolean produce(ByteBuffer target) throws IOException {
        if (ended) {
            return false;
        }
        int start = target.position();
        ByteBuffer inside = target.slice(start + SIZE_LINE_BYTES, target.remaining() - FRAMING_BYTES);
        boolean more = data.produce(inside);
        if (inside.position() == 0) {
            // Neither bytes nor the end: the caller reports it.
            if (!more) {
                ended = true;
                target.put(LAST_CHUNK);
            }
            return true;
        }
        dataBytes += inside.position();
        target.put(HttpGrammar.encode(HexFormat.of().toHexDigits(inside.position())))
                .put(HttpGrammar.CR)
                .put(HttpGrammar.LF);
        target.position(start + SIZE_LINE_BYTES + inside.position());
        target.put(HttpGrammar.CR).put(HttpGrammar.LF);
        return true;
    }

    /** Number of bytes that the producer has produced. */
    public long dataBytes() {
        return dataBytes;
    }
}
