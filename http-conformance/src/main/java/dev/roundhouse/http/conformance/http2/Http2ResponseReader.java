package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.runner.HeadAssertions;
import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.ReceiveTimeoutException;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse.ReceivedField;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the responses on the streams of a connection, and checks what RFC 9113 §8 requires of each. */
final class Http2ResponseReader {
    static final String VERSION = "HTTP/2";

    private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9a-z]+");
    private static final Pattern VALUE = Pattern.compile("|[!-~\\x80-\\xFF](?:[\\t -~\\x80-\\xFF]*[!-~\\x80-\\xFF])?");
    private static final Set<String> CONNECTION_SPECIFIC =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private final FrameChannel channel;

    Http2ResponseReader(FrameChannel channel) {
        this.channel = channel;
    }

    /** Waits for the next event of a stream, and keeps it; empty if the server has closed the connection. */
    Optional<StreamEvent> peek(int streamId) throws IOException, MismatchException, ReceiveTimeoutException {
        Deque<StreamEvent> events = channel.streams().of(streamId);
        while (events.isEmpty()) {
            if (!channel.readFrame()) {
                return Optional.empty();
            }
        }
        return Optional.of(events.element());
    }

    /** The next event of a stream. */
    StreamEvent take(int streamId) throws IOException, MismatchException, ReceiveTimeoutException {
        StreamEvent next = peek(streamId)
                .orElseThrow(() -> new MismatchException(
                        "the server closed the connection instead" + reason(), "connection closed" + reason(), false));
        channel.streams().of(streamId).remove();
        return next;
    }

    private String reason() {
        return channel.goAways().isEmpty()
                ? ""
                : " after GOAWAY with "
                        + FrameChannel.codeName(channel.goAways().getLast().code());
    }

    static MismatchException instead(StreamEvent received) {
        return new MismatchException("received " + received + " instead", received + " received", false);
    }

    /** Reads the header section of the next response, interim or final. */
    ReceivedResponse readHead(int streamId) throws IOException, MismatchException, ReceiveTimeoutException {
        StreamEvent next = take(streamId);
        if (!(next instanceof StreamEvent.ReceivedFields fields)) {
            throw instead(next);
        }
        String status = fields.status();
        if (!STATUS.matcher(status).matches()) {
            throw new MismatchException("a response without a valid :status (RFC 9113 §8.3.2): " + fields.fields());
        }
        List<ReceivedField> others = fields.fields().subList(1, fields.fields().size());
        requireValid(others);
        ReceivedResponse head = new ReceivedResponse(VERSION, Integer.parseInt(status), others, "", fields.isEnd());
        requireRules(head);
        require(!head.isInterim() || !fields.isEnd(), "an interim response that ends the stream (RFC 9113 §8.1)");
        return head;
    }

    /** As for HTTP/1.1: a missing Date in an error and in a file are two faults. */
    private static void requireRules(ReceivedResponse head) throws MismatchException {
        try {
            HeadAssertions.assertValid(head);
        } catch (MismatchException e) {
            throw new MismatchException(e.getMessage(), e.summary() + " on " + head.status(), true);
        }
    }

    /** RFC 9113 §8.2 */
    private static void requireValid(List<ReceivedField> fields) throws MismatchException {
        for (ReceivedField field : fields) {
            require(NAME.matcher(field.name()).matches(), "an invalid field name (RFC 9113 §8.2.1): " + field.name());
            require(VALUE.matcher(field.value()).matches(), "an invalid field value (RFC 9113 §8.2.1): " + field);
            require(
                    !CONNECTION_SPECIFIC.contains(field.name()),
                    "a connection-specific field (RFC 9113 §8.2.2): " + field.name());
        }
    }

    /** Reads the content after a header section. {@link ReceivedResponse#isComplete()} of the head is whether there is none. */
    ReceivedResponse readBody(int streamId, ReceivedResponse head, Step.BodyEnding ending)
            throws IOException, MismatchException, ReceiveTimeoutException {
        StringBuilder content = new StringBuilder();
        boolean isComplete = head.isComplete() || readContent(streamId, content);
        boolean hasNoContent = head.status() == 204 || head.status() == 304 || ending == Step.BodyEnding.HEAD_ONLY;
        require(!hasNoContent || content.isEmpty(), "content in a response that has none (RFC 9110 §6.4.1)");
        if (isComplete == (ending == Step.BodyEnding.TRUNCATED)) {
            String summary = isComplete ? "the content is complete" : "the content is truncated";
            throw new MismatchException(summary, summary, false);
        }
        List<String> length = head.values("Content-Length");
        require(
                hasNoContent || !isComplete || length.isEmpty() || content.length() == Long.parseLong(length.get(0)),
                "content of another length than Content-Length (RFC 9113 §8.1.1)");
        return head.with(content.toString(), isComplete);
    }

    /** Reads content up to the end of the stream; false if it is reset, or the connection is closed. */
    private boolean readContent(int streamId, StringBuilder content)
            throws IOException, MismatchException, ReceiveTimeoutException {
        boolean hasTrailers = false;
        while (peek(streamId).isPresent()) {
            StreamEvent next = take(streamId);
            if (next instanceof StreamEvent.ReceivedReset) {
                return false;
            }
            require(!hasTrailers, "frames after trailers (RFC 9113 §8.1)");
            if (next instanceof StreamEvent.ReceivedContent data) {
                content.append(data.bytes());
            } else if (next instanceof StreamEvent.ReceivedFields trailers) {
                hasTrailers = true;
                requireValid(trailers.fields());
                require(trailers.isEnd(), "trailers that do not end the stream (RFC 9113 §8.1)");
            }
            if (next.isEnd()) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean isValid, String message) throws MismatchException {
        if (!isValid) {
            throw new MismatchException(message);
        }
    }
}
