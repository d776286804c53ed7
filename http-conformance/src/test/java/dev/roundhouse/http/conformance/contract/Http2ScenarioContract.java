package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.ConformanceRun;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All scenarios that apply to HTTP/2, over sockets on the loopback interface in clear. */
@ExtendWith(CheckedService.class)
public abstract class Http2ScenarioContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** The transport under test. */
    public abstract Transport transport();

    @Test
    void passes_every_scenario_in_frames() throws IOException, InterruptedException {
        assertPassed(results(Corpus.frameScenarios()), 100);
    }

    @Test
    void passes_every_scenario_of_messages() throws IOException, InterruptedException {
        assertPassed(results(Corpus.scenarios()), 300);
    }

    @Test
    void passes_every_file_scenario(@TempDir Path tree) throws IOException, InterruptedException {
        FileSite.createTree(tree);

        assertPassed(
                FileScenarioContract.results(tree, (scenario, site) -> {
                    try (Listener listener =
                            transport().start(CheckedService.http2(site), FileScenarioContract.anyPort())) {
                        return runTo(listener.address()).run(scenario);
                    }
                }),
                450);
    }

    private List<ScenarioResult> results(List<Scenario> scenarios) throws IOException, InterruptedException {
        List<Scenario> overNetwork = scenarios.stream()
                .filter(scenario -> scenario.scope() != Scope.ENGINE)
                .toList();
        try (Listener listener =
                transport().start(CheckedService.http2(new ReferenceSite()), FileScenarioContract.anyPort())) {
            return runTo(listener.address()).run(overNetwork, done -> {});
        }
    }

    private static ConformanceRun runTo(SocketAddress server) {
        return new ConformanceRun(SocketConnector.to(server), true, TIMEOUT).overHttp2();
    }

    private static void assertPassed(List<ScenarioResult> results, int atLeast) {
        assertEquals(
                List.of(),
                results.stream()
                        .filter(ScenarioResult::isMismatch)
                        .map(ScenarioResult::reason)
                        .toList());
        long passed = results.stream()
                .filter(result -> result.outcome() == ScenarioResult.TestOutcome.PASS)
                .count();
        assertTrue(passed >= atLeast, () -> "only " + passed + " scenarios apply");
    }
}
