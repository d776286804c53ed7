package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Expectation;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;

/** Runs a scenario on a channel and stops at the first mismatch. */
public final class ScenarioRunner {
    private final TestChannel channel;
    private final boolean isOwnServer;
    private final ResponseReader reader;

    /** Creates a runner for a new connection.
     *
     * @param testChannel the connection
     * @param isOwnServer whether implementation-specific expectations apply too
     */
    public ScenarioRunner(TestChannel testChannel, boolean isOwnServer) {
        this.channel = testChannel;
        this.isOwnServer = isOwnServer;
        this.reader = new ResponseReader(testChannel);
    }

    /** Runs all steps in order. */
    public void run(Scenario scenario) throws IOException, MismatchException {
        for (Step step : scenario.steps()) {
            try {
                runStep(step);
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
        return step instanceof Step.ExpectClosed ? "closed connection" : "open connection";
    }

    private static MismatchException instead(ReceivedResponse received) {
        return new MismatchException("received " + received + " instead", received.status() + " received", false);
    }

    private void runStep(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.Send send) {
            channel.send(send.bytes());
        } else if (step instanceof Step.ShutdownOutput) {
            channel.shutdownOutput();
        } else if (step instanceof Step.AdvanceTime advanceTime) {
            channel.advanceTime(advanceTime.time());
        } else if (step instanceof Step.Drain) {
            channel.drain();
        } else {
            expect(step);
        }
    }

    private void expect(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.InterimResponse interimResponse) {
            expectInterim(interimResponse);
        } else if (step instanceof Step.FinalResponse finalResponse) {
            expectFinal(finalResponse);
        } else if (step instanceof Step.ExpectClosed expectClosed && applies(expectClosed.isImplementationSpecific())) {
            reader.requireEof();
        } else if (step instanceof Step.ExpectOpen expectOpen && applies(expectOpen.isImplementationSpecific())) {
            reader.requireIdle();
        }
    }

    private boolean applies(boolean isImplementationSpecific) {
        return isOwnServer || !isImplementationSpecific;
    }

    private void expectInterim(Step.InterimResponse expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        if (expected.isOptional()) {
            reader.expectOptionalInterim(expected.status());
            return;
        }
        ReceivedResponse received = reader.readHead();
        if (received.status() != expected.status()) {
            throw instead(received);
        }
    }

    private void expectFinal(Step.FinalResponse expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse received = reader.readBody(reader.readFinalHead(!isOwnServer), expected.ending());
        if (!expected.statusLine().matches(received)) {
            throw instead(received);
        }
        for (Expectation expectation : expected.expectations()) {
            if (applies(expectation.isImplementationSpecific())
                    && !expectation.assertion().matches(received)) {
                throw new MismatchException(
                        "not fulfilled: " + expectation.assertion() + "\n  of " + received,
                        received.status() + " received without " + expectation.assertion(),
                        false);
            }
        }
    }
}
