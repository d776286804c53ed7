package dev.roundhouse.http.conformance;

import java.io.IOException;

/** Holds a conversation on a line, and stops at the first disagreement. */
public final class Replay {
    private final Line line;
    private final boolean ours;
    private final AnswerReader reader;

    /**
     * A client at its end of a new connection.
     *
     * @param line the connection
     * @param ours whether the server is this house's: then also what only we promise must hold
     */
    public Replay(Line line, boolean ours) {
        this.line = line;
        this.ours = ours;
        this.reader = new AnswerReader(line);
    }

    /** Says and hears everything, in order. */
    public void hold(Conversation conversation) throws IOException, DisagreementException {
        for (Step step : conversation.steps()) {
            try {
                take(step);
            } catch (DisagreementException | SilenceException otherwise) {
                throw new DisagreementException(
                        conversation + ": " + conversation.sentence() + "\n  at " + step + "\n  "
                                + otherwise.getMessage(),
                        cause(conversation, step, otherwise),
                        false);
            }
        }
    }

    /** A rule of every answer is the same fault wherever it shows; all else belongs to the clause. */
    private static String cause(Conversation conversation, Step step, Exception otherwise) {
        String clause = conversation.clause().section() + ": " + expectation(step) + " expected, ";
        if (otherwise instanceof DisagreementException disagreement) {
            return disagreement.isOfEveryAnswer() ? disagreement.summary() : clause + disagreement.summary();
        }
        return clause + "silence came";
    }

    private static String expectation(Step step) {
        if (step instanceof Step.Answer answer) {
            return answer.start().toString();
        }
        if (step instanceof Step.Interim interim) {
            return Integer.toString(interim.status());
        }
        return step instanceof Step.Closed ? "the end of the connection" : "an open connection";
    }

    private static DisagreementException instead(HeardAnswer heard) {
        return new DisagreementException("instead came " + heard, heard.status() + " came", false);
    }

    private void take(Step step) throws IOException, DisagreementException, SilenceException {
        if (step instanceof Step.Send send) {
            line.send(send.octets());
        } else if (step instanceof Step.End) {
            line.end();
        } else if (step instanceof Step.Pass pass) {
            line.pass(pass.time());
        } else if (step instanceof Step.Drain) {
            line.drain();
        } else {
            expect(step);
        }
    }

    private void expect(Step step) throws IOException, DisagreementException, SilenceException {
        if (step instanceof Step.Interim interim) {
            interim(interim);
        } else if (step instanceof Step.Answer answer) {
            answer(answer);
        } else if (step instanceof Step.Closed closed && binds(closed.ours())) {
            reader.requireEnd();
        } else if (step instanceof Step.Open open && binds(open.ours())) {
            reader.requireQuiet();
        }
    }

    private boolean binds(boolean oursAlone) {
        return ours || !oursAlone;
    }

    private void interim(Step.Interim expected) throws IOException, DisagreementException, SilenceException {
        if (expected.optional()) {
            reader.allowInterim(expected.status());
            return;
        }
        HeardAnswer heard = reader.head();
        if (heard.status() != expected.status()) {
            throw instead(heard);
        }
    }

    private void answer(Step.Answer expected) throws IOException, DisagreementException, SilenceException {
        HeardAnswer heard = reader.body(reader.finalHead(!ours), expected.ending());
        if (!expected.start().allows(heard)) {
            throw instead(heard);
        }
        for (Rule rule : expected.rules()) {
            if (binds(rule.ours()) && !rule.check().holds(heard)) {
                throw new DisagreementException(
                        "not so: " + rule.check() + "\n  of " + heard,
                        heard.status() + " came without " + rule.check(),
                        false);
            }
        }
    }
}
