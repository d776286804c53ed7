package dev.roundhouse.http.conformance;

import java.io.IOException;

/** Holds a conversation on a line, and stops at the first disagreement. */
public final class ScenarioRunner {
    private final TestChannel line;
    private final boolean ours;
    private final ResponseReader reader;

    /**
     * A client at its end of a new connection.
     *
     * @param line the connection
     * @param ours whether the server is this house's: then also what only we promise must hold
     */
    public ScenarioRunner(TestChannel line, boolean ours) {
        this.line = line;
        this.ours = ours;
        this.reader = new ResponseReader(line);
    }

    /** Says and hears everything, in order. */
    public void hold(Scenario conversation) throws IOException, MismatchException {
        for (Step step : conversation.steps()) {
            try {
                take(step);
            } catch (MismatchException | ReceiveTimeoutException otherwise) {
                throw new MismatchException(
                        conversation + ": " + conversation.sentence() + "\n  at " + step + "\n  "
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
            return answer.start().toString();
        }
        if (step instanceof Step.InterimResponse interim) {
            return Integer.toString(interim.status());
        }
        return step instanceof Step.ExpectClosed ? "the end of the connection" : "an open connection";
    }

    private static MismatchException instead(ReceivedResponse heard) {
        return new MismatchException("instead came " + heard, heard.status() + " came", false);
    }

    private void take(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.Send send) {
            line.send(send.octets());
        } else if (step instanceof Step.ShutdownOutput) {
            line.end();
        } else if (step instanceof Step.AdvanceTime pass) {
            line.pass(pass.time());
        } else if (step instanceof Step.Drain) {
            line.drain();
        } else {
            expect(step);
        }
    }

    private void expect(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.InterimResponse interim) {
            interim(interim);
        } else if (step instanceof Step.FinalResponse answer) {
            answer(answer);
        } else if (step instanceof Step.ExpectClosed closed && binds(closed.ours())) {
            reader.requireEnd();
        } else if (step instanceof Step.ExpectOpen open && binds(open.ours())) {
            reader.requireQuiet();
        }
    }

    private boolean binds(boolean oursAlone) {
        return ours || !oursAlone;
    }

    private void interim(Step.InterimResponse expected) throws IOException, MismatchException, ReceiveTimeoutException {
        if (expected.optional()) {
            reader.allowInterim(expected.status());
            return;
        }
        ReceivedResponse heard = reader.head();
        if (heard.status() != expected.status()) {
            throw instead(heard);
        }
    }

    private void answer(Step.FinalResponse expected) throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse heard = reader.body(reader.finalHead(!ours), expected.ending());
        if (!expected.start().allows(heard)) {
            throw instead(heard);
        }
        for (Expectation rule : expected.rules()) {
            if (binds(rule.ours()) && !rule.check().holds(heard)) {
                throw new MismatchException(
                        "not so: " + rule.check() + "\n  of " + heard,
                        heard.status() + " came without " + rule.check(),
                        false);
            }
        }
    }
}
