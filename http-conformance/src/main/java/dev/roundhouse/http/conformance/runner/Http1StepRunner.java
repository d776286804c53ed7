package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;

/** Runs the steps of a scenario over HTTP/1.1. */
public final class Http1StepRunner implements StepRunner {
    private final TestChannel channel;
    private final boolean isOwnServer;
    private final ResponseReader reader;

    /** Creates a runner for a new connection.
     *
     * @param testChannel the connection
     * @param isOwnServer whether implementation-specific expectations apply too
     */
    public Http1StepRunner(TestChannel testChannel, boolean isOwnServer) {
        this.channel = testChannel;
        this.isOwnServer = isOwnServer;
        this.reader = new ResponseReader(testChannel);
    }

    private static MismatchException instead(ReceivedResponse received) {
        return new MismatchException("received " + received + " instead", received.status() + " received", false);
    }

    @Override
    public boolean run(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
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
        return true;
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
        ResponseConditions.check(received, expected.expectations(), isOwnServer);
    }
}
