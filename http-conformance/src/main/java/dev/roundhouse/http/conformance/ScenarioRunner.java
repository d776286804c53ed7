package dev.roundhouse.http.conformance;

import java.io.IOException;

/** Holds a conversation on a line, and stops at the first disagreement. */
public final class ScenarioRunner {
    private final TestChannel channel;
    private final boolean isOwnServer;
    private final ResponseReader reader;

    /**
     * A client at its end of a new connection.
     *
     * @param line the connection
     * @param ours whether the server is this house's: then also what only we promise must hold
     */
    public ScenarioRunner(TestChannel line, boolean ours) {
        this.channel = line;
        this.isOwnServer = ours;
        this.reader = new ResponseReader(line);
    }

    /** Says and hears everything, in order. */
    public void run(Scenario conversation) throws IOException, MismatchException {
        for (Step step : conversation.steps()) {
            try {
                runStep(step);
            } catch (MismatchException | ReceiveTimeoutException otherwise) {
                throw new MismatchException(
                        conversation + ": " + conversation.requirement() + "\n  at " + step + "\n  "
                                + otherwise.getMessage(),
                        cause(conversation, step, otherwise),
                        false);
            }
        }
    }

    /** A rule of every answer is the same fault wherever it shows; all else belongs to the clause. */
    private static String cause(Scenario conversation, Step step, Exception otherwise) {
        String clause = conversation.clause().section() + ": " + expectation(step) + " expected, ";
        if (otherwise instanceof MismatchException disagreement) {
            return disagreement.isOfEveryAnswer() ? disagreement.summary() : clause + disagreement.summary();
        }
        return clause + "silence came";
    }

    private static String expectation(Step step) {
        if (step instanceof Step.FinalResponse answer) {
            return answer.statusLine().toString();
        }
        if (step instanceof Step.InterimResponse interim) {
            return Integer.toString(interim.status());
        }
        return step instanceof Step.ExpectClosed ? "the end of the connection" : "an open connection";
    }

    private static MismatchException instead(ReceivedResponse heard) {
        return new MismatchException("instead came " + heard, heard.status() + " came", false);
    }

    private void runStep(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.Send send) {
            channel.send(send.bytes());
        } else if (step instanceof Step.ShutdownOutput) {
            channel.shutdownOutput();
        } else if (step instanceof Step.AdvanceTime pass) {
            channel.advanceTime(pass.time());
        } else if (step instanceof Step.Drain) {
            channel.drain();
        } else {
            expect(step);
        }
    }

    private void expect(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.InterimResponse interim) {
            expectInterim(interim);
        } else if (step instanceof Step.FinalResponse answer) {
            expectFinal(answer);
        } else if (step instanceof Step.ExpectClosed closed && applies(closed.isImplementationSpecific())) {
            reader.requireEof();
        } else if (step instanceof Step.ExpectOpen open && applies(open.isImplementationSpecific())) {
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
        ReceivedResponse heard = reader.readHead();
        if (heard.status() != expected.status()) {
            throw instead(heard);
        }
    }

    private void expectFinal(Step.FinalResponse expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse heard = reader.readBody(reader.readFinalHead(!isOwnServer), expected.ending());
        if (!expected.statusLine().matches(heard)) {
            throw instead(heard);
        }
        for (Expectation rule : expected.expectations()) {
            if (applies(rule.isImplementationSpecific()) && !rule.assertion().matches(heard)) {
                throw new MismatchException(
                        "not so: " + rule.assertion() + "\n  of " + heard,
                        heard.status() + " came without " + rule.assertion(),
                        false);
            }
        }
    }
}
