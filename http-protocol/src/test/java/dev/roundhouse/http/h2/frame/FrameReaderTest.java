package dev.roundhouse.http.h2.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    private final FrameLog log = new FrameLog();
    private final FrameReader reader = new FrameReader(log);

    private void read(byte[]... frames) throws Http2Exception {
        for (byte[] frame : frames) {
            reader.read(ByteBuffer.wrap(frame));
        }
    }

    private static byte[] frame(int type, int flags, int streamId, int length) {
        ByteBuffer frame = ByteBuffer.allocate(9 + length);
        frame.put((byte) (length >> 16))
                .putShort((short) length)
                .put((byte) type)
                .put((byte) flags);
        return frame.putInt(streamId).array();
    }

    private void assertError(Http2Error error, byte[]... frames) throws Http2Exception {
        FrameReader fresh = new FrameReader(log);
        fresh.read(ByteBuffer.wrap(FrameWriter.settings()));
        Http2Exception thrown = assertThrows(Http2Exception.class, () -> {
            for (byte[] frame : frames) {
                fresh.read(ByteBuffer.wrap(frame));
            }
        });
        assertEquals(error, thrown.error());
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 4, ",
        "3, 1, 3, FRAME_LENGTH_INVALID",
        "3, 1, 5, FRAME_LENGTH_INVALID",
        "4, 0, 5, FRAME_LENGTH_INVALID",
        "4, 0, 7, FRAME_LENGTH_INVALID",
        "4, 0, 12, ",
        "5, 1, 3, FRAME_LENGTH_INVALID",
        "6, 0, 7, FRAME_LENGTH_INVALID",
        "6, 0, 9, FRAME_LENGTH_INVALID",
        "7, 0, 7, FRAME_LENGTH_INVALID",
        "7, 0, 9, ",
        "8, 0, 3, FRAME_LENGTH_INVALID",
        "8, 1, 5, FRAME_LENGTH_INVALID",
        "8, 1, 4, ",
        "16, 0, 3, FRAME_LENGTH_INVALID",
        "16, 0, 4, ",
        "0, 0, 1, FRAME_NEEDS_STREAM",
        "1, 0, 1, FRAME_NEEDS_STREAM",
        "2, 0, 5, FRAME_NEEDS_STREAM",
        "3, 0, 4, FRAME_NEEDS_STREAM",
        "5, 0, 4, FRAME_NEEDS_STREAM",
        "9, 0, 0, FRAME_NEEDS_STREAM",
        "9, 1, 0, CONTINUATION_UNEXPECTED",
        "4, 1, 0, FRAME_ON_STREAM",
        "6, 1, 8, FRAME_ON_STREAM",
        "7, 1, 8, FRAME_ON_STREAM",
        "16, 1, 4, FRAME_ON_STREAM",
        "0, 1, 16384, ",
        "0, 1, 16385, FRAME_TOO_LARGE",
        "1, 1, 16385, FRAME_TOO_LARGE",
        "200, 1, 16385, FRAME_TOO_LARGE",
        "200, 0, 16384, "
    })
    void streams_and_lengths_of_frames_are_checked(int type, int streamId, int length, Http2Error error)
            throws Http2Exception {
        byte[] frame = frame(type, 0, streamId, length);
        if (error != null) {
            assertError(error, frame);
        } else {
            read(FrameWriter.settings(), frame);
            assertFalse(reader.isInFrame());
            assertEquals(2, reader.completed());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, 0, 0, FRAME_LENGTH_INVALID",
        "1, 8, 1, 1, PADDING_INVALID",
        "1, 8, 3, 3, PADDING_INVALID",
        "1, 8, 3, 2, ",
        "1, 32, 4, 0, FRAME_LENGTH_INVALID",
        "1, 32, 5, 0, ",
        "1, 40, 5, 0, FRAME_LENGTH_INVALID",
        "1, 40, 6, 0, ",
        "1, 40, 8, 2, ",
        "1, 40, 8, 3, PADDING_INVALID",
        "0, 8, 0, 0, FRAME_LENGTH_INVALID",
        "0, 8, 1, 0, ",
        "0, 8, 1, 1, PADDING_INVALID",
        "0, 8, 255, 254, ",
        "0, 8, 255, 255, PADDING_INVALID"
    })
    void padding_is_checked(int type, int flags, int length, int padding, Http2Error error) throws Http2Exception {
        byte[] frame = frame(type, flags | Flags.END_HEADERS, 1, length);
        if (length > 0) {
            frame[9] = (byte) padding;
        }
        if (error != null) {
            assertError(error, frame);
        } else {
            read(FrameWriter.settings(), frame);
            assertFalse(reader.isInFrame());
        }
    }

    @Test
    void the_first_frame_is_settings_of_the_peer() {
        Http2Exception other = assertThrows(Http2Exception.class, () -> read(FrameWriter.ping(0, 1)));
        assertEquals(Http2Error.SETTINGS_MISSING, other.error());
        FrameReader fresh = new FrameReader(log);
        Http2Exception ack =
                assertThrows(Http2Exception.class, () -> fresh.read(ByteBuffer.wrap(FrameWriter.settingsAck())));
        assertEquals(Http2Error.SETTINGS_MISSING, ack.error());
    }

    @Test
    void a_frame_is_in_progress_from_its_first_byte_to_its_last() throws Http2Exception {
        read(FrameWriter.settings());
        byte[] ping = FrameWriter.ping(0, 7);
        for (int i = 0; i < ping.length; i++) {
            assertEquals(i > 0, reader.isInFrame());
            assertFalse(reader.isInData());
            assertEquals(1, reader.completed());
            read(new byte[] {ping[i]});
        }
        assertFalse(reader.isInFrame());
        assertEquals(2, reader.completed());
    }

    @Test
    void a_field_block_is_in_progress_until_its_end() throws Http2Exception {
        read(FrameWriter.settings(), frame(1, 0, 3, 1));
        assertTrue(reader.isInFrame());
        assertEquals(1, reader.completed());
        read(frame(9, 0, 3, 1));
        assertTrue(reader.isInFrame());
        read(frame(9, Flags.END_HEADERS, 3, 1));
        assertFalse(reader.isInFrame());
        assertEquals(2, reader.completed());
    }

    @Test
    void data_is_in_progress_with_its_padding() throws Http2Exception {
        byte[] frame = frame(0, Flags.PADDED | Flags.END_STREAM, 1, 6);
        frame[9] = 2;
        frame[10] = 'a';
        frame[11] = 'b';
        frame[12] = 'c';
        read(FrameWriter.settings());
        for (int i = 0; i < frame.length; i++) {
            assertEquals(i >= 9, reader.isInData());
            read(new byte[] {frame[i]});
        }
        assertFalse(reader.isInData());
        assertTrue(log.toString().endsWith("DATA 1 of 6 abc end\n"), log.toString());
    }

    @Test
    void the_reserved_bit_of_a_stream_is_ignored() throws Http2Exception {
        read(FrameWriter.settings(), frame(0, 0, 0x80000005, 0));
        assertTrue(log.toString().contains("DATA 5"), log.toString());
    }

    @Test
    void frames_that_are_written_can_be_read() throws Http2Exception {
        read(
                FrameWriter.settings(0x1234, 0x56789ABC, 3, -1),
                FrameWriter.goAway(0x01020304, ErrorCode.ENHANCE_YOUR_CALM),
                FrameWriter.resetStream(0x7FFFFFFF, ErrorCode.CANCEL),
                FrameWriter.windowUpdate(3, 0x7FFFFFFF),
                FrameWriter.ping(Flags.ACK, 0x6162636465666768L),
                FrameWriter.frame(FrameType.PRIORITY_UPDATE, 5, 0, new byte[] {0, 0, 0, 1, 'u'}));
        assertEquals("""
                SETTINGS 0 flags 0 \u00124Vx\u009a\u00bc\0\3\u00ff\u00ff\u00ff\u00ff
                GOAWAY 0 flags 0 \1\2\3\4\0\0\0\13
                RST_STREAM 2147483647 flags 0 \0\0\0\b
                WINDOW_UPDATE 3 flags 0 \u007f\u00ff\u00ff\u00ff
                PING 0 flags 1 abcdefgh
                PRIORITY_UPDATE 0 flags 5 \0\0\0\1u
                """, log.toString());
    }

    @Test
    void types_have_the_numbers_of_the_rfc() {
        assertEquals(Optional.of(FrameType.CONTINUATION), FrameType.of(9));
        assertEquals(Optional.of(FrameType.PRIORITY_UPDATE), FrameType.of(16));
        assertEquals(Optional.empty(), FrameType.of(10));
        assertEquals(Optional.empty(), FrameType.of(17));
        assertEquals(Optional.empty(), FrameType.of(255));
        for (FrameType type : FrameType.values()) {
            assertEquals(Optional.of(type), FrameType.of(type.number()));
        }
    }

    @Test
    void unknown_error_codes_are_internal_errors() {
        assertEquals(ErrorCode.HTTP_1_1_REQUIRED, ErrorCode.of(13));
        assertEquals(ErrorCode.NO_ERROR, ErrorCode.of(0));
        assertEquals(ErrorCode.INTERNAL_ERROR, ErrorCode.of(14));
        assertEquals(ErrorCode.INTERNAL_ERROR, ErrorCode.of(-1));
    }
}
