package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.VirtualThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The kind of thread that serves a connection. */
enum ThreadKind {
    /** Threads of the operating system, pooled for a while after their connection is closed. */
    PLATFORM("blocking") {
        @Override
        ExecutorService newExecutor() {
            ThreadFactory factory = runnable -> daemon(new Thread(null, runnable, nextName(), STACK_BYTES));
            return new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
        }
    },

    /** Virtual threads. */
    VIRTUAL("virtual") {
        @Override
        ExecutorService newExecutor() {
            return VirtualThreads.newExecutor();
        }

        /**
         * The JDK initializes the poller for virtual threads when the first of them blocks in a socket, and opens descriptors
         * for it. If no descriptor is left at that moment, every later read fails (observed on JDK 25: NoClassDefFoundError).
         * So one virtual thread blocks here, for a byte that is sent once it does.
         */
        @Override
        void prepare() throws IOException {
            Pipe pipe = Pipe.open();
            CompletableFuture<Thread> reader = new CompletableFuture<>();
            ExecutorService threads = newExecutor();
            try (Pipe.SinkChannel sink = pipe.sink();
                    Pipe.SourceChannel source = pipe.source()) {
                Future<Integer> read = threads.submit(() -> {
                    reader.complete(Thread.currentThread());
                    return source.read(ByteBuffer.allocate(1));
                });
                while (reader.get().getState() != Thread.State.WAITING && !read.isDone()) {
                    Thread.sleep(1);
                }
                sink.write(ByteBuffer.allocate(1));
                read.get();
            } catch (ExecutionException failed) {
                throw new IOException("virtual thread I/O could not be initialized", failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                threads.shutdown();
            }
        }

        /**
         * A virtual thread keeps its carrier until it blocks. {@code Thread.yield} does not help: a carrier first looks in its
         * own queue, so two threads that yield occupy two carriers permanently (observed on JDK 25). A thread that is parked, for
         * however short, is in no queue, and the carrier takes another one.
         */
        @Override
        void letOthersRun() {
            LockSupport.parkNanos(1);
        }
    };

    /** The call stack of a connection is shallow; the default of 1 MiB would be reserved for nothing. */
    private static final long STACK_BYTES = 256 << 10;

    private static final long IDLE_SECONDS = 30;
    private static final AtomicLong COUNT = new AtomicLong();

    private final String transportName;

    ThreadKind(String transportName) {
        this.transportName = transportName;
    }

    /** The name of the transport with threads of this kind. */
    String transportName() {
        return transportName;
    }

    /**
     * Initializes what threads of this kind need, while descriptors are available.
     *
     * @throws IOException if the initialization fails
     */
    void prepare() throws IOException {
        // Platform threads need nothing.
    }

    /** Yields to other threads of this kind, if their scheduler does not preempt. */
    void letOthersRun() {
        // The operating system preempts platform threads.
    }

    /** An executor that runs each task in a thread of its own. */
    abstract ExecutorService newExecutor();

    private static Thread daemon(Thread thread) {
        thread.setDaemon(true);
        return thread;
    }

    private static String nextName() {
        return "blocking-" + COUNT.incrementAndGet();
    }
}
