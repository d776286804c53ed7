package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads answers off a line to the letter of RFC 9112, sharing no code with the server, so that a mistake is not made twice.
 * Anything that a forgiving client would read over is a disagreement here.
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

    /** An interim answer of this status may come before the next final one; 0 for none. */
    private int allowedInterim;

    ResponseReader(TestChannel testChannel) {
        this.channel = testChannel;
    }

    /** The next answer, interim or final, up to the end of its head. */
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

    /** No Date in an error and no Date in a file are two faults: servers make these answers in two places. */
    private static void requireRules(ReceivedResponse head) throws MismatchException {
        try {
            HeadAssertions.assertValid(head);
        } catch (MismatchException fallback) {
            throw new MismatchException(fallback.getMessage(), fallback.summary() + " on " + head.status(), true);
        }
    }

    /** The next interim answer may be this one, or stay away. */
    void expectOptionalInterim(int status) {
        allowedInterim = status;
    }

    /**
     * The head of the next final answer.
     *
     * @param anyInterim whether interim answers that nobody expects are read over (RFC 9110 §15.2 lets servers send them)
     */
    ReceivedResponse readFinalHead(boolean anyInterim) throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse head = readHead();
        while (head.isInterim()) {
            require(anyInterim || head.status() == allowedInterim, "an interim answer that nobody expects: " + head);
            allowedInterim = 0;
            head = readHead();
        }
        allowedInterim = 0;
        return head;
    }

    /** The content behind a head. */
    ReceivedResponse readBody(ReceivedResponse head, Step.BodyEnding bodyEnding)
            throws IOException, MismatchException, ReceiveTimeoutException {
        if (bodyEnding == Step.BodyEnding.HEAD_ONLY || head.status() == 204 || head.status() == 304) {
            return head;
        }
        StringBuilder content = new StringBuilder();
        boolean complete = readContent(head, content);
        if (complete == (bodyEnding == Step.BodyEnding.TRUNCATED)) {
            String came = complete ? "the content is whole" : "the content is broken off";
            throw new MismatchException(came, came, false);
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
                require(readLine().isEmpty(), "a trailer field that nobody asked for");
                return true;
            }
            if (!readBytes(bytes, content) || !fill(2)) {
                return false;
            }
            require(readLine().isEmpty(), "a chunk that is longer than its size");
        }
        return false;
    }

    /** Takes so many octets; false when the end comes before. */
    private boolean readBytes(long count, StringBuilder content) throws IOException, ReceiveTimeoutException {
        long left = count;
        while (left > 0 && fill(1)) {
            int taken = (int) Math.min(left, received.length());
            content.append(received, 0, taken);
            received.delete(0, taken);
            left -= taken;
        }
        return left == 0;
    }

    /** A line without its end. */
    private String readLine() throws IOException, MismatchException, ReceiveTimeoutException {
        int end = received.indexOf(LINE_END);
        while (end < 0) {
            if (!fill(received.length() + 1)) {
                throw received.isEmpty()
                        ? new MismatchException("the server closed instead", "the end came", false)
                        : new MismatchException("the server closed in the line: " + received);
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

    /** The server has closed its half, behind the last answer. */
    void requireEof() throws IOException, MismatchException, ReceiveTimeoutException {
        if (fill(1)) {
            throw new MismatchException("more octets where the end was expected: " + received, "octets came", false);
        }
    }

    /** The server waits, and has said nothing but answers. */
    void requireIdle() throws IOException, MismatchException {
        if (!received.isEmpty() || !channel.isIdle()) {
            throw new MismatchException(
                    "octets behind the last answer, or the end: " + received, "octets or the end came", false);
        }
    }

    private static Matcher match(Pattern pattern, String text) throws MismatchException {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches(), "a line that is not well-formed: " + text);
        return matcher;
    }

    private static void require(boolean holds, String fallback) throws MismatchException {
        if (!holds) {
            throw new MismatchException(fallback);
        }
    }
}
