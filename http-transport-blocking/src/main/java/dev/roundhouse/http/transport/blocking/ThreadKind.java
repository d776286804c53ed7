package dev.roundhouse.http.transport.blocking;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Which threads carry connections. */
enum ThreadKind {
    /** Threads of the operating system, kept for a while when their connection has ended. */
    PLATFORM("blocking") {
        @Override
        ExecutorService newExecutor() {
            ThreadFactory factory = runnable -> daemon(new Thread(null, runnable, nextName(), STACK_BYTES));
            return new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
        }
    },

    /** Threads of the Java virtual machine, of 21 or later. */
    VIRTUAL("virtual") {
        @Override
        ExecutorService newExecutor() {
            // The product is compiled for 17, which has no name for this method.
            MethodType noArguments = MethodType.methodType(ExecutorService.class);
            try {
                MethodHandle method = MethodHandles.publicLookup()
                        .findStatic(Executors.class, "newVirtualThreadPerTaskExecutor", noArguments);
                return (ExecutorService) method.invoke();
            } catch (Throwable missing) {
                throw new UnsupportedOperationException("virtual threads require Java 21 or later", missing);
            }
        }

        /**
         * The machinery by which virtual threads wait for sockets is set up when the first of them has to wait, and asks for
         * descriptors then. When there are none left at that moment, it is broken for as long as the process lives (seen on
         * JDK 25: NoClassDefFoundError from every read). So one of them waits now, for an octet that comes when it does.
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
         * They are not taken off their carrier while they can go on. Thread.yield does not help: a carrier looks again where
         * it found its last task, so that two threads that yield keep two carriers for ever (seen on JDK 25). A thread that
         * sleeps, however shortly, is in no queue, and its carrier looks everywhere.
         */
        @Override
        void letOthersRun() {
            LockSupport.parkNanos(1);
        }
    };

    /** A connection's call stack is shallow; the default of a megabyte would be asked of the system for nothing. */
    private static final long STACK_BYTES = 256 << 10;

    private static final long IDLE_SECONDS = 30;
    private static final AtomicLong COUNT = new AtomicLong();

    private final String transportName;

    ThreadKind(String transportName) {
        this.transportName = transportName;
    }

    /** What the transport is called with such threads. */
    String transportName() {
        return transportName;
    }

    /**
     * Sets up what such threads need, while it can still be had.
     *
     * @throws IOException when it cannot
     */
    void prepare() throws IOException {
        // Most need nothing.
    }

    /** Lets the other threads of this kind have their turn, where nothing else would see to it. */
    void letOthersRun() {
        // The operating system sees to it.
    }

    /** Something that runs each task in a thread of its own. */
    abstract ExecutorService newExecutor();

    private static Thread daemon(Thread thread) {
        thread.setDaemon(true);
        return thread;
    }

    private static String nextName() {
        return "blocking-" + COUNT.incrementAndGet();
    }
}
