package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.http2.Applicability;
import dev.roundhouse.http.conformance.http2.Difference;
import dev.roundhouse.http.conformance.http2.FrameStepRunner;
import dev.roundhouse.http.conformance.http2.MessageStepRunner;
import dev.roundhouse.http.conformance.runner.Http1StepRunner;
import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.RecordingTestChannel;
import dev.roundhouse.http.conformance.runner.ScenarioRunner;
import dev.roundhouse.http.conformance.runner.SocketTestChannel;
import dev.roundhouse.http.conformance.runner.StepRunner;
import dev.roundhouse.http.conformance.runner.TestChannel;
import dev.roundhouse.http.conformance.scenario.RequirementLevel;
import dev.roundhouse.http.conformance.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Runs scenarios against a server over the network, several at a time, each on its own connection. */
public final class ConformanceRun {
    /** More would test the server under load, which is not the purpose. */
    private static final int CONCURRENCY = 8;

    private final SocketConnector server;
    private final boolean isOwnServer;
    private final Duration timeout;
    private final boolean isOverHttp2;

    /**
     * A run over HTTP/1.1 that has not started.
     *
     * @param server connects to it
     * @param isOwnServer whether implementation-specific expectations apply too
     * @param timeout how long to wait for a response
     */
    public ConformanceRun(SocketConnector server, boolean isOwnServer, Duration timeout) {
        this(server, isOwnServer, timeout, false);
    }

    private ConformanceRun(SocketConnector server, boolean isOwnServer, Duration timeout, boolean isOverHttp2) {
        this.server = server;
        this.isOwnServer = isOwnServer;
        this.timeout = timeout;
        this.isOverHttp2 = isOverHttp2;
    }

    /** This run over HTTP/2: of scenarios in frames, and of those of HTTP/1.1 that apply to HTTP/2. */
    public ConformanceRun overHttp2() {
        return new ConformanceRun(server, isOwnServer, timeout, true);
    }

    /** Runs all scenarios.
     *
     * @param progress called with the number of completed scenarios
     * @return one result per scenario, in their order
     * @throws IOException if the server cannot be reached
     */
    public List<ScenarioResult> run(List<Scenario> scenarios, IntConsumer progress)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
        try {
            List<Future<ScenarioResult>> pending = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                pending.add(threads.submit(() -> run(scenario)));
            }
            List<ScenarioResult> results = new ArrayList<>();
            for (Future<ScenarioResult> next : pending) {
                results.add(next.get());
                progress.accept(results.size());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreachable) {
                throw unreachable;
            }
            throw new IllegalStateException("a conformance run failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs one scenario on a new connection, if it applies. */
    public ScenarioResult run(Scenario scenario) throws IOException {
        Optional<Difference> difference =
                isOverHttp2 && !scenario.isInFrames() ? Applicability.differenceOf(scenario) : Optional.empty();
        if (difference.isPresent()) {
            String reason = difference.get().reason();
            return new ScenarioResult(scenario, ScenarioResult.TestOutcome.NOT_APPLICABLE, reason, reason, "", "");
        }
        return runApplicable(scenario);
    }

    /** RFC 9112 requires nothing of HTTP/2. */
    private RequirementLevel levelOf(Scenario scenario) {
        boolean isOfHttp1 = scenario.clause().section().startsWith("RFC 9112");
        return isOverHttp2 && isOfHttp1
                ? RequirementLevel.IMPL
                : scenario.clause().level();
    }

    private StepRunner stepRunner(Scenario scenario, TestChannel channel) {
        if (scenario.isInFrames()) {
            return new FrameStepRunner(channel, isOwnServer);
        }
        return isOverHttp2 ? new MessageStepRunner(channel, isOwnServer) : new Http1StepRunner(channel, isOwnServer);
    }

    private ScenarioResult runApplicable(Scenario scenario) throws IOException {
        try (SocketTestChannel socket = new SocketTestChannel(server.connect(timeout), timeout)) {
            RecordingTestChannel channel = new RecordingTestChannel(socket);
            try {
                new ScenarioRunner(stepRunner(scenario, channel)).run(scenario);
                return new ScenarioResult(
                        scenario, ScenarioResult.TestOutcome.PASS, "", "", channel.sent(), channel.received());
            } catch (MismatchException e) {
                ScenarioResult.TestOutcome testOutcome =
                        ScenarioResult.TestOutcome.ofMismatch(levelOf(scenario), isOwnServer);
                return new ScenarioResult(
                        scenario, testOutcome, e.getMessage(), e.summary(), channel.sent(), channel.received());
            }
        }
    }
}
