package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.server.Http2Connection;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;

/** Runs scenarios against {@link Http1Connection} and {@link Http2Connection} directly: no socket, no thread, no clock. */
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

    /** Opens a channel to a new connection of HTTP/2. */
    static EngineTestChannel openChannel(Http2Connection connection, Handler handler, Delivery delivery) {
        return new EngineTestChannel(new CheckedConnection(connection), handler, delivery, START);
    }

    /** Creates a connection of HTTP/2 with the limits of the scenario that HTTP/1.1 has, too. */
    static Http2Connection newHttp2Connection(Scenario scenario, ConnectionContext context) {
        Http2Limits limits = Http2Limits.of(scenario.limits().common());
        return new Http2Connection(limits, Timeouts.DEFAULT, SERVER_FIELDS, context, START);
    }

    /** Creates a connection with the limits of the scenario. */
    static Http1Connection newConnection(Scenario scenario) {
        return new Http1Connection(scenario.limits(), Timeouts.DEFAULT, SERVER_FIELDS, START);
    }
}
