package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Expectation;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;

/** Holds a conversation on a line, and stops at the first disagreement. */
public final class ScenarioRunner {
    private final TestChannel channel;
    private final boolean isOwnServer;
    private final ResponseReader reader;

    /**
     * A client at its end of a new connection.
     *
     * @param testChannel the connection
     * @param ours whether the server is this house's: then also what only we promise must hold
     */
    public ScenarioRunner(TestChannel testChannel, boolean ours) {
        this.channel = testChannel;
        this.isOwnServer = ours;
        this.reader = new ResponseReader(testChannel);
    }

    /** Says and hears everything, in order. */
    public void run(Scenario scenario) throws IOException, MismatchException {
        for (Step step : scenario.steps()) {
            try {
                runStep(step);
            } catch (MismatchException | ReceiveTimeoutException fallback) {
                throw new MismatchException(
                        scenario + ": " + scenario.requirement() + "\n  at " + step + "\n  " + fallback.getMessage(),
                        cause(scenario, step, fallback),
                        false);
            }
        }
    }

    /** A rule of every answer is the same fault wherever it shows; all else belongs to the clause. */
    private static String cause(Scenario scenario, Step step, Exception fallback) {
        String clause = scenario.clause().section() + ": " + expectation(step) + " expected, ";
        if (fallback instanceof MismatchException disagreement) {
            return disagreement.isOfEveryAnswer() ? disagreement.summary() : clause + disagreement.summary();
        }
        return clause + "silence came";
    }

    private static String expectation(Step step) {
        if (step instanceof Step.FinalResponse finalResponse) {
            return finalResponse.statusLine().toString();
        }
        if (step instanceof Step.InterimResponse interimResponse) {
            return Integer.toString(interimResponse.status());
        }
        return step instanceof Step.ExpectClosed ? "the end of the connection" : "an open connection";
    }

    private static MismatchException instead(ReceivedResponse received) {
        return new MismatchException("instead came " + received, received.status() + " came", false);
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

    private boolean applies(boolean oursAlone) {
        return isOwnServer || !oursAlone;
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
                        "not so: " + expectation.assertion() + "\n  of " + received,
                        received.status() + " came without " + expectation.assertion(),
                        false);
            }
        }
    }
}
