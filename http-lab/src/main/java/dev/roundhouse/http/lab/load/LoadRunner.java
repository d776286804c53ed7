package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.timing.CpuTimer;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import dev.roundhouse.http.lab.load.timing.SteadyStateDetector;
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
 * Runs one load spec: connects, warms up, measures, and waits for pending responses. All on the caller's thread, so one
 * core is enough and no lock delays a request that is due.
 */
final class LoadRunner implements AutoCloseable {
    /** Interval for timeouts, reconnects and slow readers. */
    private static final long TICK = 5 * NanoClock.MILLISECOND;

    /** A selector may wake up late, so it does not sleep if a request is due sooner than this. */
    private static final long MIN_SLEEP = 2 * NanoClock.MILLISECOND;

    /** Maximum number of concurrent connection attempts; more could overflow a short backlog of the server. */
    private static final int MAX_CONNECTING = 64;

    private final LoadSpec spec;
    private final Consumer<LoadEvent> events;
    private final NanoClock clock = new NanoClock();
    private final LoadStatistics statistics = new LoadStatistics();
    private final ConnectionTracker tracker = new ConnectionTracker();
    private final CpuTimer processor = new CpuTimer();
    private final Selector selector;
    private final LoadModel loadModel;
    private final ActiveConnections active;
    private final BackgroundConnections idle;
    private final BackgroundConnections slow;
    private final Consumer<SelectionKey> ready = this::handleReady;
    private long nextTickNanos;

    /** Creates a runner without connecting.
     *
     * @param events consumer of all events but the last one
     * @throws IllegalArgumentException if the spec is invalid
     */
    LoadRunner(LoadSpec spec, Consumer<LoadEvent> events) throws IOException {
        this.spec = spec;
        this.events = events;
        InetSocketAddress server = new InetSocketAddress(spec.host(), spec.port());
        require(!server.isUnresolved(), "cannot resolve host " + spec.host());
        require(!spec.requests().isEmpty(), "no requests");
        require(spec.profile().connections() > 0, "the number of connections must be positive");
        require(spec.profile().pipelined() > 0, "the pipeline depth must be positive");
        require(
                spec.timing().seconds() > 0 && spec.timing().timeoutMillis() > 0,
                "duration and timeout must be positive");
        String authority = (spec.host().contains(":") ? "[" + spec.host() + "]" : spec.host()) + ":" + spec.port();
        String scheme = spec.handshakes() == LoadSpec.Handshakes.NONE ? "http" : "https";
        PreparedRequest[] requests = spec.requests().stream()
                .map(requestSpec -> PreparedRequest.of(
                        requestSpec, scheme, authority, spec.profile().isConnectionPerRequest()))
                .toArray(PreparedRequest[]::new);
        PreparedRequest first = PreparedRequest.of(spec.requests().get(0), scheme, authority, false);
        this.selector = Selector.open();
        ClientContext clientContext = new ClientContext(
                server, ByteLayer.supplier(spec.handshakes(), spec.profile().protocol()), selector, clock);
        this.loadModel = loadModel(requests.length);
        // Slow readers request a large file; the active connections do not request it if there are others.
        boolean isSeparate = spec.profile().slow() > 0 && requests.length > 1;
        PreparedRequest[] activeRequests = isSeparate ? Arrays.copyOfRange(requests, 1, requests.length) : requests;
        this.active = new ActiveConnections(spec, activeRequests, clientContext, loadModel, statistics, tracker);
        this.idle = new BackgroundConnections.Idle(spec.profile().idle(), first, clientContext, statistics, tracker);
        this.slow =
                new BackgroundConnections.SlowReaders(spec.profile().slow(), first, clientContext, statistics, tracker);
    }

    private LoadModel loadModel(int requests) {
        if (!spec.rate().isClosedLoop()) {
            return new OpenLoop(spec.rate(), clock, statistics);
        }
        return spec.profile().isPage() ? new PageLoop(requests) : new ClosedLoop();
    }

    private static void require(boolean isValid, String message) {
        if (!isValid) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Runs the spec and returns the last event, DONE or FAILED. */
    LoadEvent run() throws IOException {
        if (!connect()) {
            String why = tracker.count() + " connections established, not all: " + tracker.lastFailure();
            return new LoadEvent(LoadEvent.LoadEventType.FAILED, why, LoadReport.NONE);
        }
        emit(LoadEvent.LoadEventType.CONNECTED);
        TimelineRecorder timelineRecorder = new TimelineRecorder(clock.now());
        active.start(timelineRecorder, clock.now());
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

    /** Whether all connections could be established; fails if none succeeds within a timeout. */
    private boolean connect() throws IOException {
        // Connections for a single request are opened when it is due.
        Stream<ClientConnection> persistent =
                spec.profile().isConnectionPerRequest() ? Stream.empty() : active.connections().stream();
        Deque<ClientConnection> closed =
                new ArrayDeque<>(Stream.of(idle.connections().stream(), slow.connections().stream(), persistent)
                        .flatMap(connections -> connections)
                        .toList());
        int all = closed.size();
        int established = 0;
        long timeoutNanos = clock.now() + timeout();
        while (tracker.count() < all && clock.now() < timeoutNanos) {
            while (!closed.isEmpty() && all - closed.size() - tracker.count() < MAX_CONNECTING) {
                closed.remove().open(clock.now());
            }
            runOnce(timeoutNanos);
            if (tracker.count() > established) {
                established = tracker.count();
                timeoutNanos = clock.now() + timeout();
            }
        }
        return tracker.count() >= all;
    }

    private long timeout() {
        return spec.timing().timeoutMillis() * NanoClock.MILLISECOND;
    }

    /** Whether throughput became steady. */
    private boolean warmUp(TimelineRecorder timelineRecorder) throws IOException {
        long from = clock.now();
        LoadSpec.WarmUp requested = spec.timing().warmUp();
        long minNanos = from + NanoClock.nanos(requested.minSeconds());
        long maxNanos = from + NanoClock.nanos(requested.maxSeconds());
        long responses = 0;
        SteadyStateDetector steadyStateDetector = new SteadyStateDetector();
        long nowNanos = from;
        while (nowNanos < maxNanos
                && !(steadyStateDetector.isSteady() && nowNanos >= minNanos && responses >= requested.minResponses())) {
            nowNanos = runOnce(Math.min(maxNanos, timelineRecorder.end()));
            if (nowNanos >= timelineRecorder.end()) {
                long received = timelineRecorder.close(true, nowNanos);
                responses += received;
                steadyStateDetector.add(received);
            }
        }
        timelineRecorder.close(true, nowNanos);
        return steadyStateDetector.isSteady();
    }

    /** The utilization of the generator's core. */
    private double measure(TimelineRecorder timelineRecorder) throws IOException {
        emit(LoadEvent.LoadEventType.MEASUREMENT_BEGIN);
        long beginNanos = clock.now();
        long endNanos = beginNanos + NanoClock.nanos(spec.timing().seconds());
        statistics.setMeasurementWindow(beginNanos, endNanos);
        processor.begin();
        long nowNanos = beginNanos;
        while (nowNanos < endNanos) {
            nowNanos = runOnce(Math.min(endNanos, timelineRecorder.end()));
            if (nowNanos >= timelineRecorder.end()) {
                timelineRecorder.close(false, nowNanos);
            }
        }
        double share = processor.share(nowNanos - beginNanos);
        loadModel.stop(endNanos);
        emit(LoadEvent.LoadEventType.MEASUREMENT_END);
        timelineRecorder.close(false, nowNanos);
        return share;
    }

    private void awaitPending() throws IOException {
        long timeoutNanos = clock.now() + timeout();
        long nowNanos = clock.now();
        while (nowNanos < timeoutNanos && (loadModel.hasPending() || !active.isIdle())) {
            nowNanos = runOnce(timeoutNanos);
        }
        active.abandonPending(nowNanos);
    }

    /** One iteration of the loop, which ends at the limit or before. Returns the current time. */
    private long runOnce(long limit) throws IOException {
        long beforeNanos = clock.now();
        long dueNanos = loadModel.nextDue();
        if (dueNanos - beforeNanos >= MIN_SLEEP) {
            long until = Math.min(Math.min(limit, nextTickNanos), dueNanos - NanoClock.MILLISECOND);
            selector.select(ready, Math.max(1, (until - beforeNanos) / NanoClock.MILLISECOND));
        } else if (selector.selectNow(ready) == 0 && dueNanos > clock.now()) {
            processor.addSpinTime(clock.now() - beforeNanos);
        }
        long nowNanos = clock.now();
        loadModel.dispatch();
        if (nowNanos >= nextTickNanos) {
            tick(nowNanos);
        }
        return nowNanos;
    }

    private void handleReady(SelectionKey key) {
        ((ClientConnection) key.attachment()).handleReady(key);
        loadModel.dispatch();
    }

    private void tick(long nowNanos) {
        active.tick(nowNanos);
        idle.tick(nowNanos);
        slow.tick(nowNanos);
        nextTickNanos = nowNanos + TICK;
    }

    @Override
    public void close() throws IOException {
        Stream.of(active.connections(), idle.connections(), slow.connections())
                .forEach(connections -> connections.forEach(ClientConnection::close));
        selector.close();
    }
}
