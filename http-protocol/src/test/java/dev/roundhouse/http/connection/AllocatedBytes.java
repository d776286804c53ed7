package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Measures how many bytes of the heap the current thread allocates. */
public final class AllocatedBytes {
    /** How often an operation is run before it is measured, and again while it is. */
    public static final int ROUNDS = 2_000;

    private AllocatedBytes() {}

    /** What is measured. */
    public interface Operation {
        void run() throws IOException;
    }

    /** The mean number of bytes that one run of an operation allocates. */
    public static long perRound(Operation operation) throws IOException {
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

    /** Fails if more bytes were allocated. */
    public static void assertAtMost(long limit, long bytes) {
        assertTrue(bytes <= limit, () -> bytes + " bytes were allocated, more than " + limit);
    }
}
