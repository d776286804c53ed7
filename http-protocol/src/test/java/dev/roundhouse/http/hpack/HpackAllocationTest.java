package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.bytes;
import static dev.roundhouse.http.hpack.HpackBlocks.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** How many bytes of heap blocks take. These are upper bounds: compiled code may create fewer objects. */
class HpackAllocationTest {
    private static final int ROUNDS = 2_000;

    private interface HpackOperation {
        void run() throws HpackException;
    }

    private static long bytesPerRound(HpackOperation operation) throws HpackException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < ROUNDS; i++) {
            operation.run();
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < ROUNDS; i++) {
            operation.run();
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS;
    }

    private static HpackOperation decoding(HpackDecoder decoder, byte[] block) {
        FieldReceiver ignored = field -> {};
        return () -> decoder.decode(block, 0, block.length, ignored);
    }

    @Test
    void indexed_fields_take_no_heap() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, 16_384, 100);
        decoding(decoder, bytes("40016184f3e7cf9f")).run();
        assertEquals(0, bytesPerRound(decoding(decoder, bytes("82868488be"))));
    }

    /** A string of four characters has 24 bytes, its array 24, and the field 24 or 32. */
    @Test
    void literal_takes_its_strings_and_the_field() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, 16_384, 100);
        byte[] known = HpackEncoder.encodeStateless(fields("content-type", "aaaa"));
        byte[] unknown = HpackEncoder.encodeStateless(fields("aaaa", "aaaa"));
        long one = bytesPerRound(decoding(decoder, known));
        long two = bytesPerRound(decoding(decoder, unknown));
        assertTrue(one > 0 && one <= 80, one + " bytes");
        assertTrue(two > one && two <= 128, two + " bytes");
    }

    /** CVE-2016-6581 and longer strings than any limit: a block of 128 KiB takes less than its own size. */
    @Test
    void block_beyond_the_limits_takes_little_heap() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, 16_384, 100);
        decoding(decoder, bytes("4001617fe01e" + "62".repeat(4063))).run();
        long references = bytesPerRound(decoding(decoder, bytes("be".repeat(1 << 10))));
        long string = bytesPerRound(decoding(decoder, bytes("0000ff81870400" + "00".repeat(66_559))));
        assertEquals(0, references);
        assertTrue(string <= 20_000, string + " bytes");
    }

    @Test
    void encoding_into_an_output_takes_no_heap() throws HpackException {
        HpackOutput output = new HpackOutput();
        HpackEncoder encoder = new HpackEncoder(4096);
        long bytes = bytesPerRound(() -> {
            output.clear();
            HpackEncoder.encodeStateless("content-type", "text/html", output);
            HpackEncoder.encodeStateless("x-custom", "1", output);
            encoder.encode("x-custom", "1", output);
        });
        assertEquals(0, bytes);
    }
}
