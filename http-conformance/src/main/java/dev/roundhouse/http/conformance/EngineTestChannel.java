package dev.roundhouse.http.conformance;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.HttpGrammar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** A line to an engine without anything in between: octets in, octets out, and time as a number. */
public final class EngineTestChannel implements TestChannel {
    private final Connection connection;
    private final Handler handler;
    private final Delivery course;
    private final StringBuilder said = new StringBuilder();
    private long now;
    private int turn;
    private boolean lost;

    /**
     * A new connection.
     *
     * @param connection the engine, fed by this line alone
     * @param now the time that the engine was made
     */
    public EngineTestChannel(Connection connection, Handler handler, Delivery course, long now) {
        this.connection = connection;
        this.handler = handler;
        this.course = course;
        this.now = now;
    }

    @Override
    public void send(String octets) {
        byte[] sent = HttpGrammar.of(octets);
        int from = 0;
        for (int cut : course.cuts().of(sent.length)) {
            if (cut > from && cut < sent.length) {
                arrive(ByteBuffer.wrap(sent, from, cut - from));
                from = cut;
            }
        }
        arrive(ByteBuffer.wrap(sent, from, sent.length - from));
        pump();
    }

    private void arrive(ByteBuffer octets) {
        boolean mayComeNow = course.eager() && connection.wantsInput();
        if (!mayComeNow) {
            pump();
        }
        boolean stalled = !connection.wantsInput() && !connection.output().isEmpty();
        if (connection.ending() == CloseState.CLOSE || stalled) {
            return;
        }
        if (!connection.wantsInput()) {
            throw new IllegalStateException("the engine is neither closed nor wants input, and says nothing");
        }
        connection.receive(octets, now);
        while (answerNext()) {
            // Answers are made at once, as behind a real line; they leave when they may.
        }
    }

    @Override
    public void end() {
        pump();
        connection.receiveEnd(now);
        pump();
    }

    /** Cuts the line. */
    public void abort() {
        connection.abort(now);
        lost = true;
    }

    @Override
    public String receive() throws ReceiveTimeoutException {
        pump();
        if (said.isEmpty() && connection.ending() == CloseState.OPEN) {
            throw new ReceiveTimeoutException();
        }
        String octets = said.toString();
        said.setLength(0);
        return octets;
    }

    @Override
    public boolean isQuiet() {
        pump();
        return said.isEmpty() && connection.ending() == CloseState.OPEN;
    }

    @Override
    public void pass(Duration time) {
        pump();
        long then = now + time.toNanos();
        while (connection.deadline() != Connection.NEVER && connection.deadline() <= then) {
            now = connection.deadline();
            connection.expire(now);
            pump();
        }
        now = then;
    }

    @Override
    public void drain() {
        connection.drain(now);
        pump();
    }

    private void pump() {
        while (!lost && (answerNext() || leave())) {
            // Until it waits.
        }
    }

    private boolean answerNext() {
        Optional<Exchange> next = connection.nextExchange(now);
        next.ifPresent(this::answer);
        return next.isPresent();
    }

    private void answer(Exchange exchange) {
        try {
            exchange.reply(handler.handle(exchange.request()).await(), now);
        } catch (IOException failed) {
            exchange.fail(now);
        }
    }

    /** Lets some octets leave; false when there are none, or when none will go. */
    private boolean leave() {
        if (connection.output().isEmpty()) {
            return false;
        }
        int taken = course.taken().applyAsInt(turn++);
        if (taken > 0) {
            take(taken);
        }
        return taken >= 0;
    }

    private void take(int atMost) {
        ByteBuffer shown = ByteBuffer.allocate(atMost);
        try {
            int count = connection.output().copyTo(shown);
            said.append(HttpGrammar.text(shown.array(), 0, count));
            connection.sent(count, now);
        } catch (IOException broken) {
            abort();
        }
    }
}
