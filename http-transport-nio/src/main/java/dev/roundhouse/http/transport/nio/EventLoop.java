package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.PlainWire;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.SocketContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A thread with a selector, and the connections that it serves. Methods are called by this thread, unless they are
 * documented to be callable from any thread.
 */
final class EventLoop {
    private static final int INPUT_SIZE = 32 << 10;
    private static final int OUTPUT_SIZE = 64 << 10;

    /** How often deadlines are checked: a timeout is at most this late. */
    private static final long DEADLINE_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How many connections that were woken up run in one iteration. */
    private static final int MAX_WOKEN = 64;

    /** How long they run in one iteration, apart from the last of them: a TLS handshake computes for a millisecond. */
    private static final long MAX_WOKEN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final Service service;
    private final Selector selector;
    private final Thread thread;
    private final IoBuffers buffers = new IoBuffers(INPUT_SIZE, OUTPUT_SIZE);
    private final Consumer<SelectionKey> onReady = this::onReady;
    private final Queue<LoopTask> taskQueue = new ConcurrentLinkedQueue<>();

    /** The connections that have been woken up, each once. */
    private final Queue<Waker> woken = new ConcurrentLinkedQueue<>();

    /** Whether the selector has been woken up for the content of the queues; one wake-up is enough. */
    private final AtomicBoolean wakingUp = new AtomicBoolean();

    private ArrayDeque<SelectionKey> runQueue = new ArrayDeque<>();
    private ArrayDeque<SelectionKey> spareQueue = new ArrayDeque<>();
    private final LoopTimers timers = new LoopTimers();
    private final ResetProbe resetProbe = new ResetProbe();

    /**
     * Read once per iteration, after the select: the code that runs during the select must not use it, since it is as old as
     * the select was long.
     */
    private long nowNanos = System.nanoTime();

    private long nextDeadlineCheckNanos = nowNanos;
    private boolean draining;
    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile int aborted;
    private final AtomicInteger connections = new AtomicInteger();

    /** A task for the thread of this loop. */
    private interface LoopTask {
        void run();

        /** Releases the task if the loop has ended before it ran. May be called from any thread. */
        default void discard() {
            // Nothing to release.
        }
    }

    EventLoop(String name, Service service) throws IOException {
        this(name, service, Selector.open());
    }

    EventLoop(String name, Service service, Selector selector) {
        this.service = service;
        this.selector = selector;
        this.thread = new Thread(this::run, name);
    }

    /** Starts the thread. May be called from any thread. */
    void start() {
        thread.start();
    }

    /**
     * Runs until the loop is stopped. If the selector fails, the loop closes its connections and throws; the uncaught exception
     * handler of the process decides whether the other loops continue.
     */
    private void run() {
        try {
            while (!stopped) {
                runOnce();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("selector of " + thread.getName() + " failed", failed);
        } finally {
            closeAll();
        }
    }

    private void runOnce() throws IOException {
        if (runQueue.isEmpty() && taskQueue.isEmpty() && woken.isEmpty()) {
            selector.select(onReady, selectTimeoutMillis());
        } else {
            selector.selectNow(onReady);
        }
        nowNanos = System.nanoTime();
        // Before the queues are read: what is added after that wakes up the selector again.
        wakingUp.set(false);
        for (LoopTask task = taskQueue.poll(); task != null; task = taskQueue.poll()) {
            task.run();
        }
        runWoken();
        ArrayDeque<SelectionKey> due = runQueue;
        runQueue = spareQueue;
        spareQueue = due;
        for (SelectionKey key = due.poll(); key != null; key = due.poll()) {
            runQueued(key);
        }
        timers.runDue(nowNanos);
        if (nowNanos - nextDeadlineCheckNanos >= 0) {
            checkDeadlines();
        }
        resetProbe.advance();
    }

    private void onReady(SelectionKey key) {
        if (key.isValid()) {
            ((Selectable) key.attachment()).onReady(key, this);
        }
    }

    /** The others wait for the next iteration, since thousands may be woken at once while further connections are ready. */
    private void runWoken() {
        int count = 0;
        for (Waker waker = woken.poll(); waker != null; waker = mayRunWoken(++count) ? woken.poll() : null) {
            SelectionKey key = waker.take().keyFor(selector);
            if (key != null) {
                onReady(key);
            }
        }
    }

    private boolean mayRunWoken(int count) {
        return count < MAX_WOKEN && System.nanoTime() - nowNanos < MAX_WOKEN_NANOS;
    }

    private void runQueued(SelectionKey key) {
        if (key.isValid()) {
            ((NioConnection) key.attachment()).runQueued(key, this);
        }
    }

    /** The timeout of the next select; 0, which means none, if there is no timer and no connection. */
    private long selectTimeoutMillis() {
        if (!timers.isEmpty()) {
            return timers.millisToNext(nowNanos);
        }
        return connections.get() == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(DEADLINE_CHECK_NANOS);
    }

    private void checkDeadlines() {
        nextDeadlineCheckNanos = nowNanos + DEADLINE_CHECK_NANOS;
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof NioConnection connection) {
                if (connection.timeOutIfDue(nowNanos)) {
                    onReady(key);
                }
                resetProbe.add(key);
            }
        }
    }

    /** Closes all channels of this loop and all connections in its task queue; the listening socket, too, if it is here. */
    private void closeAll() {
        stopped = true;
        ended = true;
        int busy = 0;
        for (SelectionKey key : keys()) {
            if (key.attachment() instanceof NioConnection connection) {
                busy += connection.isBusy() ? 1 : 0;
                connection.abort();
            } else {
                close(key.channel());
            }
        }
        aborted = busy;
        discardTasks();
        connections.set(0);
        close(selector);
    }

    private Set<SelectionKey> keys() {
        return selector.isOpen() ? selector.keys() : Set.of();
    }

    private void discardTasks() {
        for (LoopTask task = taskQueue.poll(); task != null; task = taskQueue.poll()) {
            task.discard();
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException ignored) {
            // The descriptor is released in any case.
        }
    }

    /** The buffers of this loop. */
    IoBuffers buffers() {
        return buffers;
    }

    /** Appends a connection to the run queue. It must not be there already. */
    void reschedule(SelectionKey key) {
        runQueue.add(key);
    }

    /** Counts a closed connection. */
    void countClosedConnection() {
        connections.decrementAndGet();
    }

    /** Runs a task after a delay, which must be the same in every call, since timers run in order of their scheduling. */
    void schedule(long delayNanos, Runnable task) {
        timers.add(System.nanoTime() + delayNanos, task);
    }

    void register(SelectableChannel channel, int interest, Selectable attachment) throws IOException {
        channel.register(selector, interest, attachment);
    }

    /** Adds a new connection. Called by the thread of the loop {@code caller}. */
    void addConnection(SocketChannel channel, Permit permit, EventLoop caller) {
        if (caller == this) {
            openConnection(channel, permit);
        } else {
            post(new OpenTask(channel, permit));
        }
    }

    /** Opens an accepted connection. */
    private final class OpenTask implements LoopTask {
        private final SocketChannel channel;
        private final Permit permit;

        private OpenTask(SocketChannel channel, Permit permit) {
            this.channel = channel;
            this.permit = permit;
        }

        @Override
        public void run() {
            openConnection(channel, permit);
        }

        @Override
        public void discard() {
            permit.close();
            close(channel);
        }
    }

    /** Whether the loop accepts connections. May be called from any thread. */
    boolean isAlive() {
        return !ended;
    }

    private void openConnection(SocketChannel channel, Permit permit) {
        try {
            channel.configureBlocking(false);
            PlainWire wire = new PlainWire(channel, permit);
            SocketContext context = SocketContext.of(channel, service.observer(), new Waker(channel, this));
            Pump pump = new Pump(
                    service.newConnection(context, System.nanoTime()),
                    wire,
                    service,
                    channel.getRemoteAddress(),
                    System::nanoTime);
            NioConnection connection = new NioConnection(pump);
            if (draining) {
                connection.drain();
            }
            register(channel, SelectionKey.OP_READ, connection);
            connections.incrementAndGet();
        } catch (IOException failed) {
            service.observer().acceptFailed(failed);
            permit.close();
            close(channel);
        }
    }

    /** The number of connections. May be called from any thread. */
    int connectionCount() {
        return connections.get();
    }

    /** Runs a task on this loop. May be called from any thread. */
    void execute(Runnable task) {
        post(task::run);
    }

    private void post(LoopTask task) {
        taskQueue.add(task);
        // If the loop ends after the task was added, it discards the task itself.
        if (ended) {
            discardTasks();
        } else {
            wakeSelector();
        }
    }

    /** Runs a connection, since what it waits for may have come. May be called from any thread. */
    void wakeUp(Waker waker) {
        woken.add(waker);
        wakeSelector();
    }

    private void wakeSelector() {
        if (Thread.currentThread() != thread && !wakingUp.getAndSet(true)) {
            selector.wakeup();
        }
    }

    /**
     * Runs a task on this loop and waits for it, at most until the given time, since a handler may block the loop. May be
     * called from any thread except the one of this loop.
     */
    void executeAndWait(Runnable task, long endNanos) {
        CountDownLatch done = new CountDownLatch(1);
        execute(() -> {
            task.run();
            done.countDown();
        });
        try {
            while (thread.isAlive() && System.nanoTime() - endNanos < 0 && !done.await(10, TimeUnit.MILLISECONDS)) {
                // Checked repeatedly: the loop may have ended before it ran the task.
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts to drain all connections; if it returns before the given time, the idle ones are closed. May be called from any
     * thread.
     */
    void drain(long endNanos) {
        executeAndWait(this::drainConnections, endNanos);
    }

    private void drainConnections() {
        draining = true;
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.attachment() instanceof NioConnection connection) {
                connection.drain();
                onReady(key);
            }
        }
    }

    /**
     * Stops this loop and aborts its connections. May be called from any thread.
     *
     * @param timeoutNanos how long to wait for the thread, which a handler may block
     * @return the number of connections that were aborted with a request in progress; all connections if the thread is still
     *     blocked by a handler
     */
    int stop(long timeoutNanos) {
        stopped = true;
        selector.wakeup();
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, timeoutNanos);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive() ? connections.get() : aborted;
    }
}
