package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.ServerFields;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;

/** Holds conversations with {@link Http1Connection} directly: no socket, no thread, no clock. */
public final class EngineRunner {
    /** The time at which every connection begins. Below zero, since {@code System.nanoTime()} may well be. */
    private static final long START = -12_345_678_901L;

    /** The moment that RFC 9110 §5.6.7 has in its examples: Sun, 06 Nov 1994 08:49:37 GMT. */
    private static final long DATE = 784_111_777L;

    private static final ServerFields SERVER_FIELDS = new ServerFields(() -> DATE, "");

    private EngineRunner() {}

    /** Holds a conversation with the {@link ReferenceSite}. */
    public static void run(Scenario scenario) throws IOException, MismatchException {
        new ScenarioRunner(openChannel(scenario, new ReferenceSite(), Delivery.UNDIVIDED), true).run(scenario);
    }

    /** A line to a new engine, with the limits that the conversation is meant for. */
    public static EngineTestChannel openChannel(Scenario scenario, Handler handler, Delivery delivery) {
        return openChannel(newConnection(scenario), handler, delivery);
    }

    /** A line to an engine that {@link #newConnection} has made. */
    public static EngineTestChannel openChannel(Http1Connection machine, Handler handler, Delivery delivery) {
        return new EngineTestChannel(machine, handler, delivery, START);
    }

    /** A new engine, with the limits that the conversation is meant for. */
    public static Http1Connection newConnection(Scenario scenario) {
        return new Http1Connection(scenario.limits(), Timeouts.DEFAULT, SERVER_FIELDS, START);
    }
}
