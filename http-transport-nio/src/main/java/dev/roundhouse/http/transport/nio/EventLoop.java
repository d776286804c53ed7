package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.PlainWire;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
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
 * One thread, one selector, and the connections that live here. Everything below is called on this thread, but for what
 * says otherwise.
 */
final class EventLoop {
    private static final int INPUT_SIZE = 32 << 10;
    private static final int OUTPUT_SIZE = 64 << 10;

    /** How often deadlines are looked at: late by so much, at most. */
    private static final long DEADLINE_CHECK_MILLIS = 500;

    private final Service service;
    private final Selector selector;
    private final Thread thread;
    private final IoBuffers buffers = new IoBuffers(INPUT_SIZE, OUTPUT_SIZE);
    private final Consumer<SelectionKey> onReady = this::onReady;
    private final Queue<Call> taskQueue = new ConcurrentLinkedQueue<>();

    /** The connections whose replies other threads have completed. */
    private final Queue<SocketChannel> woken = new ConcurrentLinkedQueue<>();

    private final ArrayDeque<SocketChannel> wokenNow = new ArrayDeque<>();

    /** Whether the selector has been woken for what is in the queues: once is enough for all of it. */
    private final AtomicBoolean wakingUp = new AtomicBoolean();

    private ArrayDeque<SelectionKey> runQueue = new ArrayDeque<>();
    private ArrayDeque<SelectionKey> spareQueue = new ArrayDeque<>();
    private final Queue<ScheduledTask> timers = new ArrayDeque<>();

    /** Read once a turn, after the wait: while channels are ready it is as old as the wait was long, and no clock for them. */
    private long now = System.nanoTime();

    private long nextDeadlineCheck = now;
    private boolean draining;
    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile int cut;
    private final AtomicInteger connections = new AtomicInteger();

    private record ScheduledTask(long dueNanos, Runnable task) {}

    /** Something to be done on this loop's thread. */
    private interface Call {
        void run();

        /** The loop has ended before it came to this. On any thread. */
        default void dropped() {
            // There is nothing to be released.
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

    /** From any thread. */
    void start() {
        thread.start();
    }

    /**
     * Until it is stopped. A loop that cannot go on takes its connections with it, and says so as loudly as a thread can:
     * who owns the process decides whether it goes on with the other loops.
     */
    private void run() {
        try {
            while (!stopped) {
                runOnce();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the selector of " + thread.getName() + " has failed", failed);
        } finally {
            closeAll();
        }
    }

    private void runOnce() throws IOException {
        if (runQueue.isEmpty() && taskQueue.isEmpty() && woken.isEmpty()) {
            selector.select(onReady, selectTimeout());
        } else {
            selector.selectNow(onReady);
        }
        now = System.nanoTime();
        // Before the queues are looked at: what is added behind this look wakes the selector again.
        wakingUp.set(false);
        for (Call call = taskQueue.poll(); call != null; call = taskQueue.poll()) {
            call.run();
        }
        runWoken();
        ArrayDeque<SelectionKey> due = runQueue;
        runQueue = spareQueue;
        spareQueue = due;
        for (SelectionKey key = due.poll(); key != null; key = due.poll()) {
            takeTurn(key);
        }
        runDueTimers();
        if (now - nextDeadlineCheck >= 0) {
            checkDeadlines();
        }
    }

    private void onReady(SelectionKey key) {
        if (key.isValid()) {
            ((Selectable) key.attachment()).onReady(key, this);
        }
    }

    /** Those that are woken meanwhile have to wait for the next turn, so that this one ends. */
    private void runWoken() {
        for (SocketChannel channel = woken.poll(); channel != null; channel = woken.poll()) {
            wokenNow.add(channel);
        }
        for (SocketChannel channel = wokenNow.poll(); channel != null; channel = wokenNow.poll()) {
            resume(channel);
        }
    }

    private void resume(SocketChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            onReady(key);
        }
    }

    private void takeTurn(SelectionKey key) {
        if (key.isValid()) {
            ((NioConnection) key.attachment()).takeTurn(key, this);
        }
    }

    /** How long to sleep, in milliseconds; 0 is for ever, when there is nothing whose time could be over. */
    private long selectTimeout() {
        if (!timers.isEmpty()) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(timers.element().dueNanos() - now));
        }
        return connections.get() == 0 ? 0 : DEADLINE_CHECK_MILLIS;
    }

    private void checkDeadlines() {
        nextDeadlineCheck = now + TimeUnit.MILLISECONDS.toNanos(DEADLINE_CHECK_MILLIS);
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof NioConnection connection && connection.timeOutIfDue(now)) {
                onReady(key);
            }
        }
    }

    private void runDueTimers() {
        for (ScheduledTask scheduledTask = timers.peek();
                scheduledTask != null && scheduledTask.dueNanos() <= now;
                scheduledTask = timers.peek()) {
            timers.remove().task().run();
        }
    }

    /** Closes whatever belongs to this loop, begun or not. A listening socket, too: nobody is left to accept. */
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
        cut = busy;
        dropCalls();
        connections.set(0);
        close(selector);
    }

    private Set<SelectionKey> keys() {
        return selector.isOpen() ? selector.keys() : Set.of();
    }

    private void dropCalls() {
        for (Call call = taskQueue.poll(); call != null; call = taskQueue.poll()) {
            call.dropped();
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException ignored) {
            // Whatever stood behind it is gone.
        }
    }

    /** The buffers of this loop. */
    IoBuffers buffers() {
        return buffers;
    }

    /** Another turn, after everybody else had one; of a connection that is not queued already. */
    void reschedule(SelectionKey key) {
        runQueue.add(key);
    }

    /** One connection less. */
    void connectionClosed() {
        connections.decrementAndGet();
    }

    /** Calls back, not before this many nanoseconds have passed; the same number each time, so that they stay in order. */
    void schedule(long nanos, Runnable what) {
        timers.add(new ScheduledTask(System.nanoTime() + nanos, what));
    }

    void register(SelectableChannel channel, int interest, Selectable attachment) throws IOException {
        channel.register(selector, interest, attachment);
    }

    /** Takes a new connection over. Called on the caller's loop. */
    void addConnection(SocketChannel channel, Permit permit, EventLoop caller) {
        if (caller == this) {
            openConnection(channel, permit);
        } else {
            post(new Arrival(channel, permit));
        }
    }

    /** A connection that was accepted, and has not begun. */
    private final class Arrival implements Call {
        private final SocketChannel channel;
        private final Permit place;

        private Arrival(SocketChannel channel, Permit permit) {
            this.channel = channel;
            this.place = permit;
        }

        @Override
        public void run() {
            openConnection(channel, place);
        }

        @Override
        public void dropped() {
            place.close();
            close(channel);
        }
    }

    /** Whether it takes connections over. From any thread. */
    boolean isAlive() {
        return !ended;
    }

    private void openConnection(SocketChannel channel, Permit permit) {
        try {
            channel.configureBlocking(false);
            PlainWire wire = new PlainWire(channel, permit);
            Pump pump = new Pump(
                    service.connectionFactory().newConnection(System.nanoTime()),
                    wire,
                    service,
                    channel.getRemoteAddress(),
                    System::nanoTime,
                    () -> wakeUp(channel));
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

    /** The number of connections. From any thread. */
    int connectionCount() {
        return connections.get();
    }

    /** Runs something on this loop. From any thread. */
    void execute(Runnable what) {
        post(what::run);
    }

    private void post(Call call) {
        taskQueue.add(call);
        // Either the loop has ended before this was added, or it drops it at its end.
        if (ended) {
            dropCalls();
        } else {
            wakeSelector();
        }
    }

    /** Runs a connection on this loop, which has a reply to take up. From any thread; once too often does no harm. */
    void wakeUp(SocketChannel channel) {
        woken.add(channel);
        wakeSelector();
    }

    private void wakeSelector() {
        if (Thread.currentThread() != thread && !wakingUp.getAndSet(true)) {
            selector.wakeup();
        }
    }

    /**
     * Runs something on this loop, and waits for it until then: a loop may be held up by a handler. From any thread but
     * this loop's.
     */
    void executeAndWait(Runnable what, long end) {
        CountDownLatch done = new CountDownLatch(1);
        execute(() -> {
            what.run();
            done.countDown();
        });
        try {
            while (thread.isAlive() && System.nanoTime() - end < 0 && !done.await(10, TimeUnit.MILLISECONDS)) {
                // The loop may have ended before it came to this.
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets every connection end; when it returns before its time, those that were idle have. From any thread. */
    void drain(long end) {
        executeAndWait(this::drainConnections, end);
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
     * Ends this loop, as soon as no handler holds it up; what is still open is cut. From any thread.
     *
     * @return how many connections were cut with a request under way; all that there are, while a handler holds it up
     */
    int stop(long patienceMillis) {
        stopped = true;
        selector.wakeup();
        try {
            thread.join(patienceMillis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive() ? connections.get() : cut;
    }
}
