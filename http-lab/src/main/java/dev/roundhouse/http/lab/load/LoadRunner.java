package dev.roundhouse.http.lab.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Carries out one order: connects, warms up, measures, and waits for what is still to come. All of it in the thread of its
 * caller, so that one core is enough, and no lock is between a due time and its request.
 */
final class LoadRunner implements AutoCloseable {
    /** So often timeouts, pauses and slow readers are looked after. */
    private static final long TICK = 5 * NanoClock.MILLISECOND;

    /** A selector wakes up later than it was asked to; nearer to a due time than this, it is not let sleep. */
    private static final long SLEEP_AT_LEAST = 2 * NanoClock.MILLISECOND;

    /** So many connections are being made at once; more would overflow a short backlog of the server's. */
    private static final int MAX_CONNECTING = 64;

    private final LoadSpec spec;
    private final Consumer<LoadEvent> events;
    private final NanoClock clock = new NanoClock();
    private final LoadStatistics statistics = new LoadStatistics();
    private final ConnectionTracker tracker = new ConnectionTracker();
    private final CpuTimer processor = new CpuTimer();
    private final Selector selector;
    private final LoadModel loadModel;
    private final ActiveConnections busy;
    private final IdleConnections idle;
    private final SlowReaders slow;
    private final Consumer<SelectionKey> ready = this::ready;
    private long nextTick;

    /**
     * Connects to nobody yet.
     *
     * @param events are told while the order is carried out, but the last one
     * @throws IllegalArgumentException when the order asks for what cannot be
     */
    LoadRunner(LoadSpec order, Consumer<LoadEvent> events) throws IOException {
        this.spec = order;
        this.events = events;
        InetSocketAddress server = new InetSocketAddress(order.host(), order.port());
        require(!server.isUnresolved(), "no address is known of " + order.host());
        require(!order.requests().isEmpty(), "nothing is asked");
        require(order.profile().connections() > 0, "there is no connection");
        require(order.profile().pipelined() > 0, "no request may be under way");
        require(order.timing().seconds() > 0 && order.timing().timeoutMillis() > 0, "there is no time for it");
        String authority = (order.host().contains(":") ? "[" + order.host() + "]" : order.host()) + ":" + order.port();
        PreparedRequest[] questions = order.requests().stream()
                .map(requestSpec -> PreparedRequest.of(
                        requestSpec, authority, order.profile().isConnectionPerRequest()))
                .toArray(PreparedRequest[]::new);
        PreparedRequest first = PreparedRequest.of(order.requests().get(0), authority, false);
        this.selector = Selector.open();
        ClientContext clientContext = new ClientContext(server, selector, clock);
        this.loadModel = order.rate().isClosedLoop() ? new ClosedLoop() : new OpenLoop(order.rate(), clock, statistics);
        // What the slow ones read is large; the busy ones would do little else if it were one of their turns.
        boolean own = order.profile().slow() > 0 && questions.length > 1;
        PreparedRequest[] busily = own ? Arrays.copyOfRange(questions, 1, questions.length) : questions;
        this.busy = new ActiveConnections(order, busily, clientContext, loadModel, statistics, tracker);
        this.idle = new IdleConnections(order.profile().idle(), first, clientContext, statistics, tracker);
        this.slow = new SlowReaders(order.profile().slow(), first, clientContext, statistics, tracker);
    }

    private static void require(boolean holds, String fallback) {
        if (!holds) {
            throw new IllegalArgumentException(fallback);
        }
    }

    /** Does all of it, and tells how it ended: DONE or FAILED. */
    LoadEvent run() throws IOException {
        if (!connect()) {
            String why = tracker.count() + " connections stand, which are not all: " + tracker.lastFailure();
            return new LoadEvent(LoadEvent.LoadEventType.FAILED, why, LoadReport.NONE);
        }
        emit(LoadEvent.LoadEventType.CONNECTED);
        TimelineRecorder timelineRecorder = new TimelineRecorder(clock.now());
        busy.start(timelineRecorder, clock.now());
        boolean steady = warmUp(timelineRecorder);
        emit(LoadEvent.LoadEventType.WARMED_UP);
        double share = measure(timelineRecorder);
        awaitPending();
        LoadReport report = statistics.report(share, steady, timelineRecorder);
        return new LoadEvent(LoadEvent.LoadEventType.DONE, "", report);
    }

    private void emit(LoadEvent.LoadEventType loadEventType) {
        events.accept(new LoadEvent(loadEventType, "", LoadReport.NONE));
    }

    /** Whether all connections could be made. It takes as long as some are, and a timeout more. */
    private boolean connect() throws IOException {
        // Connections of one request are made when it is due.
        Stream<ClientConnection> kept =
                spec.profile().isConnectionPerRequest() ? Stream.empty() : busy.connections().stream();
        Deque<ClientConnection> closed =
                new ArrayDeque<>(Stream.of(idle.connections().stream(), slow.connections().stream(), kept)
                        .flatMap(connections -> connections)
                        .toList());
        int all = closed.size();
        int made = 0;
        long timeout = clock.now() + timeout();
        while (tracker.count() < all && clock.now() < timeout) {
            while (!closed.isEmpty() && all - closed.size() - tracker.count() < MAX_CONNECTING) {
                closed.remove().open(clock.now());
            }
            runOnce(timeout);
            if (tracker.count() > made) {
                made = tracker.count();
                timeout = clock.now() + timeout();
            }
        }
        return tracker.count() >= all;
    }

    private long timeout() {
        return spec.timing().timeoutMillis() * NanoClock.MILLISECOND;
    }

    /** Whether it became steady. */
    private boolean warmUp(TimelineRecorder timelineRecorder) throws IOException {
        long from = clock.now();
        LoadSpec.WarmUp requested = spec.timing().warmUp();
        long min = from + NanoClock.nanos(requested.minSeconds());
        long max = from + NanoClock.nanos(requested.maxSeconds());
        long responses = 0;
        SteadyStateDetector steadyStateDetector = new SteadyStateDetector();
        long now = from;
        while (now < max && !(steadyStateDetector.isSteady() && now >= min && responses >= requested.minResponses())) {
            now = runOnce(Math.min(max, timelineRecorder.end()));
            if (now >= timelineRecorder.end()) {
                long received = timelineRecorder.close(true, now);
                responses += received;
                steadyStateDetector.add(received);
            }
        }
        timelineRecorder.close(true, now);
        return steadyStateDetector.isSteady();
    }

    /** The share of a core that it took. */
    private double measure(TimelineRecorder timelineRecorder) throws IOException {
        emit(LoadEvent.LoadEventType.MEASUREMENT_BEGIN);
        long begin = clock.now();
        long end = begin + NanoClock.nanos(spec.timing().seconds());
        statistics.setMeasurementWindow(begin, end);
        processor.begin();
        long now = begin;
        while (now < end) {
            now = runOnce(Math.min(end, timelineRecorder.end()));
            if (now >= timelineRecorder.end()) {
                timelineRecorder.close(false, now);
            }
        }
        double share = processor.share(now - begin);
        loadModel.stop(end);
        emit(LoadEvent.LoadEventType.MEASUREMENT_END);
        timelineRecorder.close(false, now);
        return share;
    }

    private void awaitPending() throws IOException {
        long timeout = clock.now() + timeout();
        long now = clock.now();
        while (now < timeout && (loadModel.hasPending() || !busy.isIdle())) {
            now = runOnce(timeout);
        }
        busy.abandonPending(now);
    }

    /** One turn of the loop, which ends at that time or before. Tells what time it is then. */
    private long runOnce(long limit) throws IOException {
        long before = clock.now();
        long due = loadModel.nextDue();
        if (due - before >= SLEEP_AT_LEAST) {
            long until = Math.min(Math.min(limit, nextTick), due - NanoClock.MILLISECOND);
            selector.select(ready, Math.max(1, (until - before) / NanoClock.MILLISECOND));
        } else if (selector.selectNow(ready) == 0 && due > clock.now()) {
            processor.addSpinTime(clock.now() - before);
        }
        long now = clock.now();
        loadModel.dispatch();
        if (now >= nextTick) {
            tick(now);
        }
        return now;
    }

    private void ready(SelectionKey key) {
        ((ClientConnection) key.attachment()).ready(key);
        loadModel.dispatch();
    }

    private void tick(long now) {
        busy.tick(now);
        idle.tick(now);
        slow.tick(now);
        nextTick = now + TICK;
    }

    @Override
    public void close() throws IOException {
        Stream.of(busy.connections(), idle.connections(), slow.connections())
                .forEach(connections -> connections.forEach(ClientConnection::close));
        selector.close();
    }
}
