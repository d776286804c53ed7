package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private final MemorySink sink = new MemorySink();
    private final RecordingFailureListener failureListener = new RecordingFailureListener();

    /** Sink that collects the written bytes and can be blocked. */
    private static final class MemorySink implements LogSink {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch begun = new CountDownLatch(1);
        private CountDownLatch mayGoOn = new CountDownLatch(0);
        private volatile boolean broken;
        private int writes;
        private boolean closed;

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            begun.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (broken) {
                throw new IOException("no space");
            }
            writes++;
            written.write(bytes, 0, length);
        }

        @Override
        public boolean reopen() throws IOException {
            if (broken) {
                throw new IOException("no such directory");
            }
            written.writeBytes("opened anew\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }

        private List<String> lines() {
            return written.toString(StandardCharsets.US_ASCII).lines().toList();
        }
    }

    private static final class RecordingFailureListener implements AccessLog.FailureListener {
        private long dropped;
        private int successes;
        private int ends;
        private final CountDownLatch notified = new CountDownLatch(1);
        private final CountDownLatch reopened = new CountDownLatch(1);
        private final List<String> failures = new ArrayList<>();

        @Override
        public void dropped(long entries) {
            dropped += entries;
            notified.countDown();
        }

        @Override
        public void failed(long lines, IOException cause) {
            failures.add(cause.getMessage() + ", " + lines);
        }

        @Override
        public void written() {
            successes++;
        }

        @Override
        public void closed() {
            ends++;
        }

        @Override
        public void reopened(boolean hasName) {
            reopened.countDown();
        }

        @Override
        public void notReopened(IOException cause) {
            failures.add(cause.getMessage());
            reopened.countDown();
        }
    }

    private AccessLog log(int capacity) {
        return new AccessLog(AccessLogFormat.COMMON, sink, failureListener, capacity);
    }

    private static void serve(AccessLog log, int number) {
        log.exchangeCompleted(AccessLogEntries.peer(), AccessLogEntries.served(AccessLogEntries.request("/" + number)));
    }

    @Test
    void close_writes_all_pending_lines() {
        AccessLog log = log(5_000);
        for (int i = 0; i < 5_000; i++) {
            serve(log, i);
        }
        log.start().close();

        assertEquals(5_000, sink.lines().size());
        assertTrue(
                sink.lines().get(4_999).contains("\"GET /4999 HTTP/1.1\""),
                sink.lines().get(4_999));
        assertTrue(sink.closed);
        assertEquals(0, failureListener.dropped);
    }

    @Test
    void pending_lines_are_written_together() {
        AccessLog log = log(1_000);
        for (int i = 0; i < 1_000; i++) {
            serve(log, i);
        }
        log.start().close();

        assertTrue(sink.writes < 10, () -> sink.writes + " writes");
    }

    @Test
    void lines_above_the_buffer_are_dropped_and_counted() throws InterruptedException {
        sink.mayGoOn = new CountDownLatch(1);
        AccessLog log = log(10);
        serve(log, 0);
        log.start();
        sink.begun.await();
        for (int i = 1; i <= 15; i++) {
            serve(log, i);
        }
        sink.mayGoOn.countDown();
        log.close();

        assertEquals(11, sink.lines().size());
        assertEquals(5, failureListener.dropped);
    }

    @Test
    void write_failure_is_reported_and_logging_continues() {
        sink.broken = true;
        AccessLog log = log(10);
        serve(log, 0);
        log.start().close();

        assertEquals(List.of("no space, 1"), failureListener.failures);
        assertEquals(1, failureListener.ends);
        assertTrue(sink.closed);
    }

    @Test
    void dropped_lines_are_reported_while_the_writer_is_blocked() throws InterruptedException {
        sink.mayGoOn = new CountDownLatch(1);
        AccessLog log = log(1);
        serve(log, 0);
        log.start();
        sink.begun.await();
        serve(log, 1);
        serve(log, 2);
        failureListener.notified.await();

        assertEquals(1, failureListener.dropped);
        sink.mayGoOn.countDown();
        log.close();
        assertEquals(1, failureListener.dropped);
    }

    @Test
    void reopen_continues_in_the_new_file() throws InterruptedException {
        AccessLog log = log(10).start();
        log.reopen();
        failureListener.reopened.await();
        serve(log, 1);
        log.close();

        assertEquals("opened anew", sink.lines().get(0));
        assertEquals(2, sink.lines().size());
        assertEquals(1, failureListener.successes);
    }

    @Test
    void failed_reopen_continues_in_the_old_file() throws InterruptedException {
        AccessLog log = log(10).start();
        sink.broken = true;
        log.reopen();
        failureListener.reopened.await();
        sink.broken = false;
        serve(log, 1);
        log.close();

        assertEquals(List.of("no such directory"), failureListener.failures);
        assertEquals(1, sink.lines().size());
    }

    @Test
    void rejected_requests_and_connections_are_logged() {
        AccessLog log = log(10);
        log.exchangeCompleted(AccessLogEntries.peer(), AccessLogEntries.rejected());
        log.connectionRejected(AccessLogEntries.peer(), 100);
        log.start().close();

        assertTrue(sink.lines().get(0).endsWith("\"-\" 400 10"), sink.lines().get(0));
        assertTrue(sink.lines().get(1).endsWith("\"-\" 503 -"), sink.lines().get(1));
    }

    @Test
    void concurrent_entries_are_all_written() throws InterruptedException {
        AccessLog log = log(100_000).start();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    serve(log, i);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        log.close();

        assertEquals(40_000, sink.lines().size());
    }
}
