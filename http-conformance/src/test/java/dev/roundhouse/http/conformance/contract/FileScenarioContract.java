package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.ConformanceRun;
import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ScenarioResult;
import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All scenarios of the file site, with sockets on the loopback interface and files on the disk. */
@ExtendWith(CheckedService.class)
public abstract class FileScenarioContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CONCURRENT_SCENARIOS = 8;

    @TempDir
    Path tree;

    /** The transport under test. */
    public abstract Transport transport();

    /** Connects to a listener; without TLS by default. */
    protected SocketConnector connector(SocketAddress server) {
        return SocketConnector.to(server);
    }

    @Test
    void passes_every_file_scenario() throws IOException, InterruptedException {
        FileSite.createTree(tree);

        List<ScenarioResult> results = results(transport(), this::connector, tree);

        assertTrue(results.size() > 100, () -> "only " + results.size() + " scenarios");
        assertEquals(
                List.of(),
                results.stream()
                        .filter(ScenarioResult::isMismatch)
                        .map(ScenarioResult::reason)
                        .toList());
    }

    /** How a scenario is run on a connection to a site. */
    @FunctionalInterface
    interface SiteRun {
        ScenarioResult run(Scenario scenario, SiteHandler site) throws IOException;
    }

    /** The results of all file scenarios with a transport. */
    static List<ScenarioResult> results(
            Transport transport, Function<SocketAddress, SocketConnector> connector, Path tree)
            throws IOException, InterruptedException {
        return results(tree, (scenario, site) -> {
            try (Listener listener = transport.start(CheckedService.of(site), anyPort())) {
                return new ConformanceRun(connector.apply(listener.address()), true, TIMEOUT).run(scenario);
            }
        });
    }

    static TransportSettings anyPort() {
        return TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The results of all file scenarios. */
    static List<ScenarioResult> results(Path tree, SiteRun siteRun) throws IOException, InterruptedException {
        List<Callable<ScenarioResult>> tasks = new ArrayList<>();
        for (Scenario scenario : Corpus.fileScenarios()) {
            tasks.add(() -> run(scenario, tree, siteRun));
        }
        ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT_SCENARIOS);
        try {
            List<ScenarioResult> results = new ArrayList<>();
            for (Future<ScenarioResult> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a scenario could not be run", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each scenario has a site of its own, so that they share no cache. */
    private static ScenarioResult run(Scenario scenario, Path tree, SiteRun siteRun) throws IOException {
        try (SiteHandler site = FileSite.of(scenario.siteFixture(), tree)) {
            return siteRun.run(scenario, site);
        }
    }
}
