package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;

/** Runs the steps of one scenario, in a version of HTTP. */
public interface StepRunner {
    /**
     * Runs the next step.
     *
     * @return whether the steps after it can be run; false if the server has ended the connection, as it may
     */
    boolean run(Step step) throws IOException, MismatchException, ReceiveTimeoutException;
}
