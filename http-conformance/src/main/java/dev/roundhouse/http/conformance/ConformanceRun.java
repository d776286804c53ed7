package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.RecordingTestChannel;
import dev.roundhouse.http.conformance.runner.ScenarioRunner;
import dev.roundhouse.http.conformance.runner.SocketTestChannel;
import dev.roundhouse.http.conformance.scenario.Scenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Holds conversations with a server over the network, each on a connection of its own, some at a time. */
public final class ConformanceRun {
    /** More would measure how a server does under load, which is another question. */
    private static final int CONCURRENCY = 8;

    private final InetSocketAddress server;
    private final boolean isOwnServer;
    private final Duration timeout;

    /**
     * An examination that has not begun.
     *
     * @param server where it listens
     * @param ours whether what only we promise must hold, too
     * @param timeout how long silence is listened to before it is one
     */
    public ConformanceRun(InetSocketAddress server, boolean ours, Duration timeout) {
        this.server = server;
        this.isOwnServer = ours;
        this.timeout = timeout;
    }

    /**
     * Holds them all.
     *
     * @param progress is told how many are done
     * @return what came of each, in their order
     * @throws IOException when the server cannot be reached, so that nothing can be said about it
     */
    public List<ScenarioResult> run(List<Scenario> scenarios, IntConsumer progress)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
        try {
            List<Future<ScenarioResult>> held = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                held.add(threads.submit(() -> run(scenario)));
            }
            List<ScenarioResult> findings = new ArrayList<>();
            for (Future<ScenarioResult> next : held) {
                findings.add(next.get());
                progress.accept(findings.size());
            }
            return findings;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreachable) {
                throw unreachable;
            }
            throw new IllegalStateException("an examination failed", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Holds one. */
    public ScenarioResult run(Scenario scenario) throws IOException {
        try (SocketTestChannel socket = new SocketTestChannel(server, timeout)) {
            RecordingTestChannel line = new RecordingTestChannel(socket);
            try {
                new ScenarioRunner(line, isOwnServer).run(scenario);
                return new ScenarioResult(
                        scenario, ScenarioResult.TestOutcome.PASS, "", "", line.sent(), line.received());
            } catch (MismatchException fallback) {
                ScenarioResult.TestOutcome testOutcome =
                        ScenarioResult.TestOutcome.ofMismatch(scenario.clause().level(), isOwnServer);
                return new ScenarioResult(
                        scenario, testOutcome, fallback.getMessage(), fallback.summary(), line.sent(), line.received());
            }
        }
    }
}
