package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;

/** Runs scenarios against {@link Http1Connection} directly: no socket, no thread, no clock. */
final class EngineRunner {
    /** Start time of every connection. Negative, since {@code System.nanoTime()} may be. */
    private static final long START = -12_345_678_901L;

    /** The date of the examples in RFC 9110 §5.6.7: Sun, 06 Nov 1994 08:49:37 GMT. */
    private static final long DATE = 784_111_777L;

    private static final ServerFields SERVER_FIELDS = new ServerFields(() -> DATE, "");

    private EngineRunner() {}

    /** Runs a scenario against the {@link ReferenceSite}. */
    static void run(Scenario scenario) throws IOException, MismatchException {
        new ScenarioRunner(openChannel(scenario, new ReferenceSite(), Delivery.UNDIVIDED), true).run(scenario);
    }

    /** Opens a channel to a new connection with the limits of the scenario. */
    static EngineTestChannel openChannel(Scenario scenario, Handler handler, Delivery delivery) {
        return openChannel(newConnection(scenario), handler, delivery);
    }

    /** Opens a channel to a connection created by {@link #newConnection}. */
    static EngineTestChannel openChannel(Http1Connection connection, Handler handler, Delivery delivery) {
        return new EngineTestChannel(new CheckedConnection(connection), handler, delivery, START);
    }

    /** Creates a connection with the limits of the scenario. */
    static Http1Connection newConnection(Scenario scenario) {
        return new Http1Connection(scenario.limits(), Timeouts.DEFAULT, SERVER_FIELDS, START);
    }
}
