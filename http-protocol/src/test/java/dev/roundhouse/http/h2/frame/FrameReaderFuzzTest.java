package dev.roundhouse.http.h2.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.h1.FuzzChoices;
import dev.roundhouse.http.h2.Http2Exception;
import java.nio.ByteBuffer;

/** Frames of any bytes: no other exception than that of a rule, and the same frames for any split. */
class FrameReaderFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void any_split_gives_the_same_frames(byte[] fuzzed) {
        FuzzChoices choices = new FuzzChoices(fuzzed);
        byte[] input = choices.input();
        assertEquals(read(input, bound -> 0), read(input, choices));
    }

    private static String read(byte[] input, java.util.function.IntUnaryOperator choices) {
        FrameLog log = new FrameLog();
        FrameReader reader = new FrameReader(log);
        ByteBuffer bytes = ByteBuffer.wrap(input);
        try {
            reader.read(ByteBuffer.wrap(FrameWriter.settings()));
            while (bytes.hasRemaining()) {
                int count = choices.applyAsInt(20);
                int length = count == 0 ? bytes.remaining() : Math.min(count, bytes.remaining());
                ByteBuffer piece = ByteBuffer.allocate(length)
                        .put(bytes.slice(bytes.position(), length))
                        .flip();
                bytes.position(bytes.position() + length);
                reader.read(piece);
            }
            return log + " in frame: " + reader.isInFrame();
        } catch (Http2Exception violation) {
            return log + violation.error().name();
        }
    }
}
