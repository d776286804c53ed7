package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Http2Step;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;

/** Runs a scenario on a channel and stops at the first mismatch. */
public final class ScenarioRunner {
    private final StepRunner stepRunner;

    /** Creates a runner that runs steps in some version of HTTP. */
    public ScenarioRunner(StepRunner stepRunner) {
        this.stepRunner = stepRunner;
    }

    /** Creates a runner for a new connection of HTTP/1.1.
     *
     * @param testChannel the connection
     * @param isOwnServer whether implementation-specific expectations apply too
     */
    public ScenarioRunner(TestChannel testChannel, boolean isOwnServer) {
        this(new Http1StepRunner(testChannel, isOwnServer));
    }

    /** Runs all steps in order. */
    public void run(Scenario scenario) throws IOException, MismatchException {
        for (Step step : scenario.steps()) {
            try {
                if (!stepRunner.run(step)) {
                    return;
                }
            } catch (MismatchException | ReceiveTimeoutException e) {
                throw new MismatchException(
                        scenario + ": " + scenario.requirement() + "\n  at " + step + "\n  " + e.getMessage(),
                        cause(scenario, step, e),
                        false);
            }
        }
    }

    /** A violated general rule is one fault in all scenarios; any other mismatch belongs to its clause. */
    private static String cause(Scenario scenario, Step step, Exception e) {
        String clause = scenario.clause().section() + ": " + expectation(step) + " expected, ";
        if (e instanceof MismatchException mismatch) {
            return mismatch.isGeneralRule() ? mismatch.summary() : clause + mismatch.summary();
        }
        return clause + "nothing received";
    }

    private static String expectation(Step step) {
        if (step instanceof Step.FinalResponse finalResponse) {
            return finalResponse.statusLine().toString();
        }
        if (step instanceof Step.InterimResponse interimResponse) {
            return Integer.toString(interimResponse.status());
        }
        if (step instanceof Http2Step frames) {
            return frames.description();
        }
        return step instanceof Step.ExpectClosed ? "closed connection" : "open connection";
    }
}
