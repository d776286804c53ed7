package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.ConformanceRun;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.testing.contract.TransportUnderTest;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All test scenarios that can run over a network, with sockets on the loopback interface. */
@ExtendWith(CheckedService.class)
public abstract class ScenarioContract implements TransportUnderTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** For subclasses. */
    protected ScenarioContract() {}

    /** Connects to a listener; without TLS by default. */
    protected SocketConnector connector(SocketAddress server) {
        return SocketConnector.to(server);
    }

    @Test
    void passes_every_scenario() throws IOException, InterruptedException {
        List<ScenarioResult> findings = results(transport(), this::connector);

        assertTrue(findings.size() > 100, () -> "only " + findings.size() + " scenarios");
        assertEquals(
                List.of(),
                findings.stream()
                        .filter(ScenarioResult::isMismatch)
                        .map(ScenarioResult::reason)
                        .toList());
    }

    /** The results of all scenarios with a transport. */
    static List<ScenarioResult> results(Transport transport, Function<SocketAddress, SocketConnector> connector)
            throws IOException, InterruptedException {
        TransportSettings settings = TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (Listener listener = transport.start(CheckedService.of(new ReferenceSite()), settings)) {
            return new ConformanceRun(connector.apply(listener.address()), true, TIMEOUT)
                    .run(networkScenarios(), done -> {});
        }
    }

    private static List<Scenario> networkScenarios() throws IOException {
        return Corpus.scenarios().stream()
                .filter(scenario -> scenario.scope() != Scope.ENGINE)
                .toList();
    }
}
