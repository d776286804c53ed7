package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.h2.ErrorCode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A step of a scenario in frames of HTTP/2. What the client sends is a {@link Step.Send}. */
public sealed interface Http2Step extends Step {
    /** What is expected, or done, for a report. */
    String description();

    /** The client does not acknowledge settings from here on. */
    record StopAcknowledging() implements Http2Step {
        @Override
        public String description() {
            return "no further acknowledgement of settings";
        }
    }

    /** An interim response is expected on a stream. */
    record ExpectInterim(int streamId, int status) implements Http2Step {
        @Override
        public String description() {
            return status + " on stream " + streamId;
        }
    }

    /** A final response is expected on a stream.
     *
     * @param codes alternatives of the status, see {@link StatusLinePattern}
     * @param expectations further conditions
     * @param ending how its content ends
     */
    record ExpectFinal(int streamId, StatusLinePattern codes, List<Expectation> expectations, BodyEnding ending)
            implements Http2Step {
        public ExpectFinal {
            expectations = List.copyOf(expectations);
        }

        @Override
        public String description() {
            return codes + " on stream " + streamId;
        }
    }

    /** The head of a final response is expected, and content after it.
     *
     * @param codes alternatives of the status, see {@link StatusLinePattern}
     */
    record ExpectHead(int streamId, StatusLinePattern codes) implements Http2Step {
        @Override
        public String description() {
            return codes + " with content on stream " + streamId;
        }
    }

    /** A stream error is expected. Other servers may end the connection instead (RFC 9113 §5.4.1).
     *
     * @param codes the error codes that are allowed
     * @param allowsResponse whether the server may respond with 4xx instead (RFC 9113 §8.1.1)
     */
    record ExpectReset(int streamId, Set<ErrorCode> codes, boolean allowsResponse) implements Http2Step {
        public ExpectReset {
            codes = Set.copyOf(codes);
        }

        @Override
        public String description() {
            return "RST_STREAM " + names(codes) + (allowsResponse ? " or 4xx" : "") + " on stream " + streamId;
        }
    }

    /** GOAWAY is expected. Other servers may close the connection without it (RFC 9113 §5.4.1).
     *
     * @param codes the error codes that are allowed
     * @param lastStreamId the last stream that was or will be processed; empty for any
     */
    record ExpectGoAway(Set<ErrorCode> codes, OptionalLong lastStreamId) implements Http2Step {
        public ExpectGoAway {
            codes = Set.copyOf(codes);
        }

        @Override
        public String description() {
            return "GOAWAY " + names(codes)
                    + (lastStreamId.isPresent() ? ", last stream " + lastStreamId.getAsLong() : "");
        }
    }

    /** The next bytes of the content of a stream, in any number of frames. */
    record ExpectData(int streamId, int bytes) implements Http2Step {
        @Override
        public String description() {
            return bytes + " bytes of content on stream " + streamId;
        }
    }

    /** No frame on a stream is received now. */
    record ExpectNothing(int streamId) implements Http2Step {
        @Override
        public String description() {
            return "no frame on stream " + streamId;
        }
    }

    /** The acknowledgement of a PING is expected.
     *
     * @param data its 8 bytes
     */
    record ExpectPingAck(String data) implements Http2Step {
        @Override
        public String description() {
            return "the acknowledgement of PING";
        }
    }

    /** The acknowledgement of settings of the client is expected.
     *
     * @param count how many there have been since the beginning, at least
     */
    record ExpectSettingsAck(int count) implements Http2Step {
        @Override
        public String description() {
            return "the acknowledgement of SETTINGS";
        }
    }

    /** The server has announced a setting.
     *
     * @param id its identifier
     * @param value its value
     */
    record ExpectSetting(int id, long value) implements Http2Step {
        @Override
        public String description() {
            return "setting " + id + " with the value " + value;
        }
    }

    /** The server has increased a window by this many bytes since the beginning, at least. */
    record ExpectWindowUpdate(int streamId, long bytes) implements Http2Step {
        @Override
        public String description() {
            return "WINDOW_UPDATE " + bytes + (streamId == 0 ? " on the connection" : " on stream " + streamId);
        }
    }

    private static String names(Set<ErrorCode> codes) {
        return codes.stream().map(ErrorCode::name).sorted().collect(Collectors.joining(" or "));
    }
}
