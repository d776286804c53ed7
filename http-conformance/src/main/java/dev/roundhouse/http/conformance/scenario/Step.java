package dev.roundhouse.http.conformance.scenario;

import java.time.Duration;
import java.util.List;

/** One thing that happens in a conversation. Octets are written as text, one character each. */
public sealed interface Step {
    /** The client sends octets; several requests perhaps, or a part of one. */
    record Send(String bytes) implements Step {}

    /** The client closes its half of the connection. */
    record ShutdownOutput() implements Step {}

    /** Time passes in which nobody says anything. */
    record AdvanceTime(Duration time) implements Step {}

    /** The server is told to finish. */
    record Drain() implements Step {}

    /**
     * An interim answer.
     *
     * @param isOptional whether it may also stay away
     */
    record InterimResponse(int status, boolean isOptional) implements Step {}

    /**
     * A final answer.
     *
     * @param statusLine what its status line may be
     * @param expectations what else must hold
     * @param ending how its content ends
     */
    record FinalResponse(StatusLinePattern statusLine, List<Expectation> expectations, BodyEnding ending)
            implements Step {
        public FinalResponse {
            expectations = List.copyOf(expectations);
        }
    }

    /** How the content of an answer ends. */
    enum BodyEnding {
        /** As its fields say. */
        FRAMED,
        /** Nothing follows the head, whatever its fields say. */
        HEAD_ONLY,
        /** The server had to break it off, and the client can tell. */
        TRUNCATED
    }

    /**
     * The server has closed its half, and said nothing more.
     *
     * @param isImplementationSpecific whether only we promise it
     */
    record ExpectClosed(boolean isImplementationSpecific) implements Step {}

    /**
     * The server has not closed, and said nothing more.
     *
     * @param isImplementationSpecific whether only we promise it
     */
    record ExpectOpen(boolean isImplementationSpecific) implements Step {}
}
