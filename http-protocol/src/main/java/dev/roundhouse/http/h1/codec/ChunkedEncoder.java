package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.TrailerFields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Encodes the bytes of a producer as chunks, and its trailers. RFC 9112 §7.1 */
public final class ChunkedEncoder implements Body.Producer {
    /** Eight hexadecimal digits and CR LF before the data, CR LF after it. */
    private static final int SIZE_LINE_BYTES = 10;

    private static final int FRAMING_BYTES = SIZE_LINE_BYTES + 2;
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static final ByteBuffer END = ByteBuffer.wrap(HttpGrammar.encode("0\r\n\r\n"));

    private final Body.Producer data;
    private boolean ended;
    private long dataBytes;

    /** What is left of the last chunk and the trailers. */
    private ByteBuffer end = NO_BYTES;

    public ChunkedEncoder(Body.Producer data) {
        this.data = data;
    }

    /** The name of the producer, for error messages about it. */
    @Override
    public String toString() {
        return data.toString();
    }

    @Override
    public void start(Runnable wakeUp) {
        data.start(wakeUp);
    }

    @Override
    public Body.Progress produce(ByteBuffer target) throws IOException {
        if (!ended) {
            Body.Progress progress = produceChunk(target);
            if (progress != Body.Progress.ENDED) {
                return progress;
            }
            ended = true;
            end = encodeEnd(data.trailers());
        }
        int count = Math.min(end.remaining(), target.remaining());
        target.put(end.slice(end.position(), count));
        end.position(end.position() + count);
        return end.hasRemaining() ? Body.Progress.MORE : Body.Progress.ENDED;
    }

    private Body.Progress produceChunk(ByteBuffer target) throws IOException {
        int start = target.position();
        ByteBuffer inside = target.slice(start + SIZE_LINE_BYTES, target.remaining() - FRAMING_BYTES);
        Body.Progress progress = data.produce(inside);
        if (inside.position() > 0) {
            dataBytes += inside.position();
            target.put(HttpGrammar.encode(HexFormat.of().toHexDigits(inside.position())))
                    .put(HttpGrammar.CR)
                    .put(HttpGrammar.LF);
            target.position(start + SIZE_LINE_BYTES + inside.position());
            target.put(HttpGrammar.CR).put(HttpGrammar.LF);
        }
        return progress;
    }

    private static ByteBuffer encodeEnd(Headers trailers) throws IOException {
        if (trailers.size() == 0) {
            return END.duplicate();
        }
        if (!TrailerFields.isAllowed(trailers)) {
            throw new IOException("fields not allowed as trailers (RFC 9110 §6.5.1): " + trailers);
        }
        StringBuilder lines = new StringBuilder("0\r\n");
        FieldLineWriter.append(lines, trailers);
        return ByteBuffer.wrap(HttpGrammar.encode(lines.append("\r\n").toString()));
    }

    /** Number of bytes that the producer has produced. */
    public long dataBytes() {
        return dataBytes;
    }
}
