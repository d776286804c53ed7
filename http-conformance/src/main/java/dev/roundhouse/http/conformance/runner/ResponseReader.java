package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads responses strictly as RFC 9112 defines them. It shares no code with the server, so that both cannot have the
 * same bug. Anything that a lenient client would ignore is a mismatch.
 */
final class ResponseReader {
    private static final Pattern STATUS_LINE =
            Pattern.compile("(HTTP/1\\.[01]) ([1-5][0-9]{2}) ([\\t -~\\x80-\\xFF]*)");
    private static final Pattern FIELD_LINE = Pattern.compile(
            "([!#$%&'*+\\-.^_`|~0-9A-Za-z]+):[ \\t]*(|[!-~\\x80-\\xFF](?:[\\t -~\\x80-\\xFF]*[!-~\\x80-\\xFF])?)[ \\t]*");
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");
    private static final String LINE_END = "\r\n";

    private final TestChannel channel;
    private final StringBuilder received = new StringBuilder();
    private boolean ended;

    /** Status of an optional interim response before the next final one; 0 for none. */
    private int allowedInterim;

    ResponseReader(TestChannel testChannel) {
        this.channel = testChannel;
    }

    /** Reads the header section of the next response, interim or final. */
    ReceivedResponse readHead() throws IOException, MismatchException, ReceiveTimeoutException {
        Matcher start = match(STATUS_LINE, readLine());
        List<ReceivedResponse.ReceivedField> fields = new ArrayList<>();
        for (String next = readLine(); !next.isEmpty(); next = readLine()) {
            Matcher field = match(FIELD_LINE, next);
            fields.add(new ReceivedResponse.ReceivedField(field.group(1), field.group(2)));
        }
        ReceivedResponse head =
                new ReceivedResponse(start.group(1), Integer.parseInt(start.group(2)), fields, "", true);
        requireRules(head);
        return head;
    }

    /** A missing Date in an error and in a file are two faults: servers create these responses in different places. */
    private static void requireRules(ReceivedResponse head) throws MismatchException {
        try {
            HeadAssertions.assertValid(head);
        } catch (MismatchException e) {
            throw new MismatchException(e.getMessage(), e.summary() + " on " + head.status(), true);
        }
    }

    /** Allows one interim response of this status before the next final one. */
    void expectOptionalInterim(int status) {
        allowedInterim = status;
    }

    /** Reads the header section of the next final response.
     *
     * @param anyInterim whether unexpected interim responses are ignored (RFC 9110 §15.2 allows servers to send them)
     */
    ReceivedResponse readFinalHead(boolean anyInterim) throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse head = readHead();
        while (head.isInterim()) {
            require(anyInterim || head.status() == allowedInterim, "an unexpected interim response: " + head);
            allowedInterim = 0;
            head = readHead();
        }
        allowedInterim = 0;
        return head;
    }

    /** Reads the content after a header section. */
    ReceivedResponse readBody(ReceivedResponse head, Step.BodyEnding bodyEnding)
            throws IOException, MismatchException, ReceiveTimeoutException {
        if (bodyEnding == Step.BodyEnding.HEAD_ONLY || head.status() == 204 || head.status() == 304) {
            return head;
        }
        StringBuilder content = new StringBuilder();
        boolean complete = readContent(head, content);
        if (complete == (bodyEnding == Step.BodyEnding.TRUNCATED)) {
            String summary = complete ? "the content is complete" : "the content is truncated";
            throw new MismatchException(summary, summary, false);
        }
        return head.with(content.toString(), complete);
    }

    private boolean readContent(ReceivedResponse head, StringBuilder content)
            throws IOException, MismatchException, ReceiveTimeoutException {
        if (!head.values("Transfer-Encoding").isEmpty()) {
            return readChunks(content);
        }
        List<String> length = head.values("Content-Length");
        if (!length.isEmpty()) {
            return readBytes(Long.parseLong(length.get(0)), content);
        }
        require(head.hasConnectionClose(), "content without length and without Connection: close");
        readBytes(Long.MAX_VALUE, content);
        return true;
    }

    private boolean readChunks(StringBuilder content) throws IOException, MismatchException, ReceiveTimeoutException {
        while (fill(1)) {
            String size = readLine();
            match(CHUNK_SIZE, size);
            long bytes = Long.parseLong(size, 16);
            if (bytes == 0) {
                require(readLine().isEmpty(), "an unexpected trailer field");
                return true;
            }
            if (!readBytes(bytes, content) || !fill(2)) {
                return false;
            }
            require(readLine().isEmpty(), "a chunk that is longer than its size");
        }
        return false;
    }

    /** Reads up to this many bytes; false if the connection is closed before. */
    private boolean readBytes(long count, StringBuilder content) throws IOException, ReceiveTimeoutException {
        long left = count;
        while (left > 0 && fill(1)) {
            int read = (int) Math.min(left, received.length());
            content.append(received, 0, read);
            received.delete(0, read);
            left -= read;
        }
        return left == 0;
    }

    /** Reads a line without its terminator. */
    private String readLine() throws IOException, MismatchException, ReceiveTimeoutException {
        int end = received.indexOf(LINE_END);
        while (end < 0) {
            if (!fill(received.length() + 1)) {
                throw received.isEmpty()
                        ? new MismatchException("the server closed the connection instead", "connection closed", false)
                        : new MismatchException("the server closed the connection within the line: " + received);
            }
            end = received.indexOf(LINE_END);
        }
        String text = received.substring(0, end);
        received.delete(0, end + LINE_END.length());
        return text;
    }

    private boolean fill(int atLeast) throws IOException, ReceiveTimeoutException {
        while (received.length() < atLeast && !ended) {
            String more = channel.receive();
            ended = more.isEmpty();
            received.append(more);
        }
        return received.length() >= atLeast;
    }

    /** Requires that the server has closed its half after the last response. */
    void requireEof() throws IOException, MismatchException, ReceiveTimeoutException {
        if (fill(1)) {
            throw new MismatchException(
                    "unexpected bytes instead of the end of the connection: " + received, "more bytes received", false);
        }
    }

    /** Requires that the connection is open and has no more output. */
    void requireIdle() throws IOException, MismatchException {
        if (!received.isEmpty() || !channel.isIdle()) {
            throw new MismatchException(
                    "bytes after the last response, or a closed connection: " + received,
                    "more bytes received or connection closed",
                    false);
        }
    }

    private static Matcher match(Pattern pattern, String text) throws MismatchException {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches(), "a malformed line: " + text);
        return matcher;
    }

    private static void require(boolean isValid, String message) throws MismatchException {
        if (!isValid) {
            throw new MismatchException(message);
        }
    }
}
