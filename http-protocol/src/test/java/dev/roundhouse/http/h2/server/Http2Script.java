package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.DelayedReplies;
import dev.roundhouse.http.connection.GeneratedResponses;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.stream.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A client with several requests, whose frames are sent in any order that the protocol allows, between window updates, settings and
 * priorities, to a server with {@link GeneratedResponses}. A source of numbers chooses the next event; 0 chooses the regular course.
 */
final class Http2Script {
    private static final int MAX_EVENTS = 100_000;

    private final Http2Simulation simulation;
    private final GeneratedResponses responses;
    private final DelayedReplies delays;
    private final IntUnaryOperator choice;

    /** The frames of each request; the first ones have to be sent in this order. */
    private final List<ArrayDeque<byte[]>> requests;

    private int begun;
    private ByteBuffer input = ByteBuffer.allocate(0);
    private boolean ended;
    private int anyFrames;

    Http2Script(Http2Limits limits, Timeouts timeouts, List<List<byte[]>> requests, IntUnaryOperator choice) {
        this.choice = choice;
        this.responses = new GeneratedResponses(limits.common().bodyBytes());
        this.delays = new DelayedReplies(choice);
        this.simulation =
                new Http2Simulation(limits, timeouts, request -> delays.delayed(responses.reply(request)), choice);
        this.requests = new ArrayList<>(requests.stream().map(ArrayDeque::new).toList());
        simulation.holdExchanges();
        simulation.peer().announceInitialWindow(Http2Limits.INITIAL_WINDOW);
        add(Http2Frames.preface(), Http2Frames.settings(), Http2Frames.settingsAck());
    }

    Http2Simulation simulation() {
        return simulation;
    }

    private void add(byte[]... frames) {
        byte[] left = new byte[input.remaining()];
        input.get(left);
        input = ByteBuffer.wrap(Http2Frames.join(left, Http2Frames.join(frames)));
    }

    private static int id(int request) {
        return 2 * request + 1;
    }

    // Runs

    /** Runs until all responses are complete, whatever the order of events. */
    Http2Script run() {
        int count = 0;
        while (!isDone()) {
            assertTrue(
                    count++ < MAX_EVENTS,
                    () -> "not complete: " + simulation.peer().frames());
            runOne(regularEvents());
        }
        return this;
    }

    private boolean isDone() {
        for (int i = 0; i < requests.size(); i++) {
            Http2Peer.PeerStream stream = simulation.stream(id(i));
            if (!stream.isComplete() && stream.reset().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Runs events with faults of both sides until the connection is closed, or a number of them, and then ends it. */
    void runWithFaults(int events) {
        delays.addFaults();
        for (int count = 0; count < events && !isClosed(); count++) {
            List<Runnable> possible = regularEvents();
            if (possible.isEmpty() || choice.applyAsInt(6) == 0) {
                possible.add(this::injectFault);
            }
            runOne(possible);
        }
        end();
    }

    /** Runs a number of events, and then only lets time pass: timeouts must close the connection. */
    void runThenWait(int events) {
        for (int count = 0; count < events && !isClosed(); count++) {
            List<Runnable> possible = regularEvents();
            if (!possible.isEmpty()) {
                runOne(possible);
            }
        }
        for (int count = 0; !isClosed(); count++) {
            assertTrue(
                    count < 1_000,
                    () -> "timeouts do not close it: " + simulation.peer().frames());
            completeAll();
            simulation.passToDeadline();
        }
        end();
    }

    private void completeAll() {
        while (delays.hasPending() || simulation.isWoken() || simulation.hasHeldExchange()) {
            if (simulation.hasHeldExchange()) {
                simulation.replyToOne();
            } else if (delays.hasPending()) {
                delays.completeOne();
            } else {
                resume();
            }
        }
    }

    private boolean isClosed() {
        return simulation.connection().closeState() == CloseState.CLOSE;
    }

    private void resume() {
        if (isClosed()) {
            simulation.connection().abort(simulation.nowNanos());
        } else {
            simulation.resume();
        }
    }

    private void runOne(List<Runnable> possible) {
        possible.get(choice.applyAsInt(possible.size())).run();
        check();
    }

    private void check() {
        Connection connection = simulation.connection();
        boolean serverIsWaitedFor = simulation.hasHeldExchange() || delays.hasPending() || simulation.isWoken();
        if (!isClosed() && !serverIsWaitedFor) {
            assertTrue(connection.deadline() != Connection.NO_DEADLINE, "it has no deadline");
        }
        if (!isClosed() && connection.deadline() <= simulation.nowNanos()) {
            simulation.passToDeadline();
            assertTrue(isClosed() || connection.deadline() > simulation.nowNanos(), "the deadline has passed again");
        }
    }

    private void end() {
        simulation.abort();
        while (simulation.hasHeldExchange()) {
            simulation.replyToOne();
        }
        while (delays.hasPending()) {
            delays.completeOne();
        }
        assertTrue(simulation.connection().output().isEmpty(), "replies after the end send nothing");
        responses.assertAllReleased();
        assertTrue(simulation.completed().size() <= requests.size() + anyFrames, "each exchange is reported once");
    }

    void assertAllReleased() {
        end();
    }

    // Events

    /** The most regular event is the first. */
    private List<Runnable> regularEvents() {
        List<Runnable> events = new ArrayList<>();
        if (isClosed()) {
            return events;
        }
        if (input.hasRemaining() && simulation.connection().wantsInput() && !ended) {
            events.add(this::deliver);
        }
        if (simulation.hasHeldExchange()) {
            events.add(simulation::replyToOne);
        }
        if (delays.hasPending()) {
            events.add(delays::completeOne);
        }
        if (simulation.isWoken()) {
            events.add(this::resume);
        }
        if (!simulation.connection().output().isEmpty()) {
            events.add(() -> simulation.readSome(1 << 17));
        }
        if (!ended && input.remaining() < 1 << 16) {
            addFrames(events);
        }
        return events;
    }

    private void addFrames(List<Runnable> events) {
        if (begun < requests.size()) {
            events.add(this::beginRequest);
        }
        for (int i = 0; i < begun; i++) {
            ArrayDeque<byte[]> left = requests.get(i);
            if (!left.isEmpty() && simulation.stream(id(i)).reset().isEmpty()) {
                events.add(() -> add(left.remove()));
            }
        }
        // Without these, the regular course would stop when the windows are full.
        events.add(this::allow);
        if (choice.applyAsInt(4) == 1) {
            events.add(this::change);
        }
    }

    private void beginRequest() {
        add(requests.get(begun++).remove());
    }

    private void deliver() {
        int count = choice.applyAsInt(8);
        simulation.receive(input, count == 0 ? input.remaining() : Math.min(input.remaining(), 1 << count));
    }

    private void allow() {
        int stream = choice.applyAsInt(1 + begun);
        int bytes = 1 + choice.applyAsInt(1 << (1 + choice.applyAsInt(16)));
        if (stream == 0) {
            allow(0, bytes == 1 ? 100_000 : bytes);
        } else {
            allow(id(stream - 1), bytes);
        }
        // What the regular course needs.
        if (bytes == 1) {
            for (int i = 0; i < begun; i++) {
                allow(id(i), 100_000);
            }
        }
    }

    private void allow(int streamId, int bytes) {
        simulation.peer().allow(streamId, bytes);
        add(Http2Frames.windowUpdate(streamId, bytes));
    }

    private void change() {
        switch (choice.applyAsInt(4)) {
            case 0 -> add(Http2Frames.ping(begun));
            case 1 -> {
                int window = choice.applyAsInt(100_000);
                simulation.peer().announceInitialWindow(window);
                add(Http2Frames.settings(Settings.INITIAL_WINDOW_SIZE, window));
            }
            case 2 -> {
                String value = "u=" + choice.applyAsInt(8) + (choice.applyAsInt(2) == 0 ? "" : ", i");
                add(Http2Frames.priorityUpdate(id(choice.applyAsInt(requests.size())), value));
            }
            default -> add(Http2Frames.priority(id(choice.applyAsInt(requests.size())), 0));
        }
    }

    private void injectFault() {
        switch (choice.applyAsInt(16)) {
            case 0, 1, 2 -> {
                if (begun > 0) {
                    add(Http2Frames.reset(id(choice.applyAsInt(begun))));
                }
            }
            case 3 -> add(Http2Frames.goAway(0, ErrorCode.NO_ERROR));
            case 4 -> onOpen(simulation::drain);
            case 5 -> {
                if (!ended) {
                    ended = true;
                    onOpen(simulation::receiveEof);
                }
            }
            case 6 -> simulation.abort();
            case 7 -> {
                if (simulation.hasHeldExchange()) {
                    simulation.failOne();
                }
            }
            case 8 -> simulation.passToDeadline();
            case 9 -> add(Http2Frames.windowUpdate(id(choice.applyAsInt(requests.size())), 0));
            case 10 -> addAnyFrame();
            case 11 -> onOpen(simulation::resume);
            default -> simulation.pass(Duration.ofMillis(choice.applyAsInt(5_000)));
        }
    }

    /** Not SETTINGS, because the model of the windows counts their acknowledgements. */
    private void addAnyFrame() {
        int type = choice.applyAsInt(12);
        anyFrames++;
        add(Http2Frames.frame(
                type == FrameType.SETTINGS.number() ? FrameType.PRIORITY_UPDATE.number() : type,
                choice.applyAsInt(64),
                choice.applyAsInt(8),
                new byte[choice.applyAsInt(12)]));
    }

    private void onOpen(Runnable event) {
        if (!isClosed()) {
            event.run();
        }
    }

    // Results

    /** Status, content and trailers of all responses. */
    String results() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < requests.size(); i++) {
            Http2Peer.PeerStream stream = simulation.stream(id(i));
            all.append(stream.status())
                    .append(stream.reset())
                    .append(stream.isComplete())
                    .append(stream.trailers())
                    .append(' ')
                    .append(stream.body())
                    .append('\n');
        }
        return all.toString();
    }
}
