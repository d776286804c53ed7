package dev.roundhouse.http.conformance.scenario;

import java.time.Duration;
import java.util.List;

/** One step of a scenario. Bytes are text, one character each. */
public sealed interface Step
        permits Step.Send,
                Step.ShutdownOutput,
                Step.AdvanceTime,
                Step.Drain,
                Step.InterimResponse,
                Step.FinalResponse,
                Step.ExpectClosed,
                Step.ExpectOpen,
                Http2Step {
    /** The client sends bytes: several requests or part of one. */
    record Send(String bytes) implements Step {}

    /** The client closes its half of the connection. */
    record ShutdownOutput() implements Step {}

    /** The clock is advanced without traffic. */
    record AdvanceTime(Duration time) implements Step {}

    /** The server starts a graceful shutdown of the connection. */
    record Drain() implements Step {}

    /** An interim response is expected.
     *
     * @param isOptional whether it may be missing
     */
    record InterimResponse(int status, boolean isOptional) implements Step {}

    /** A final response is expected.
     *
     * @param statusLine pattern of its status line
     * @param expectations further conditions
     * @param ending how its content ends
     */
    record FinalResponse(StatusLinePattern statusLine, List<Expectation> expectations, BodyEnding ending)
            implements Step {
        public FinalResponse {
            expectations = List.copyOf(expectations);
        }
    }

    /** How the content of a response ends. */
    enum BodyEnding {
        /** As declared by its framing headers. */
        FRAMED,
        /** No content follows the header section, whatever the headers are. */
        HEAD_ONLY,
        /** The content is truncated in a way that the client can detect. */
        TRUNCATED
    }

    /** The server has closed its half without sending more.
     *
     * @param isImplementationSpecific whether it applies only to this server
     */
    record ExpectClosed(boolean isImplementationSpecific) implements Step {}

    /** The connection is open without more output.
     *
     * @param isImplementationSpecific whether it applies only to this server
     */
    record ExpectOpen(boolean isImplementationSpecific) implements Step {}
}
