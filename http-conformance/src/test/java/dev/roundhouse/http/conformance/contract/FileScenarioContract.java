package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.ConformanceRun;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every conversation about files, with a real transport on the loopback interface and files on the disk. */
abstract class FileScenarioContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_A_TIME = 8;

    @TempDir
    Path tree;

    abstract Transport transport();

    @Test
    void holds_every_conversation_about_files() throws IOException, InterruptedException {
        FileSite.createTree(tree);

        List<ScenarioResult> findings = findings(transport(), tree);

        assertTrue(findings.size() > 100, () -> "only " + findings.size() + " conversations");
        assertEquals(
                List.of(),
                findings.stream()
                        .filter(scenarioResult -> scenarioResult.outcome() != ScenarioResult.TestOutcome.PASS)
                        .map(ScenarioResult::reason)
                        .toList());
    }

    /** What a transport makes of the conversations. */
    static List<ScenarioResult> findings(Transport transport, Path tree) throws IOException, InterruptedException {
        List<Callable<ScenarioResult>> examinations = new ArrayList<>();
        for (Scenario scenario : Corpus.fileScenarios()) {
            examinations.add(() -> examine(transport, scenario, tree));
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<ScenarioResult> findings = new ArrayList<>();
            for (Future<ScenarioResult> finding : threads.invokeAll(examinations)) {
                findings.add(finding.get());
            }
            return findings;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("an examination failed", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each has a site of its own: what one client asks for is not remembered for another. */
    private static ScenarioResult examine(Transport transport, Scenario scenario, Path tree) throws IOException {
        Service service = Service.of(FileSite.of(scenario.siteFixture(), tree));
        TransportSettings transportSettings =
                TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (Listener listener = transport.start(service, transportSettings)) {
            return new ConformanceRun(listener.address(), true, PATIENCE).run(scenario);
        }
    }
}
