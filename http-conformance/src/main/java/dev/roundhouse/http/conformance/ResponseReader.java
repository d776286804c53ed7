package dev.roundhouse.http.conformance;

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

    private final TestChannel line;
    private final StringBuilder heard = new StringBuilder();
    private boolean ended;

    /** An interim answer of this status may come before the next final one; 0 for none. */
    private int allowedInterim;

    ResponseReader(TestChannel line) {
        this.line = line;
    }

    /** The next answer, interim or final, up to the end of its head. */
    ReceivedResponse head() throws IOException, MismatchException, ReceiveTimeoutException {
        Matcher start = match(STATUS_LINE, line());
        List<ReceivedResponse.ReceivedField> fields = new ArrayList<>();
        for (String next = line(); !next.isEmpty(); next = line()) {
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
            HeadAssertions.require(head);
        } catch (MismatchException otherwise) {
            throw new MismatchException(otherwise.getMessage(), otherwise.summary() + " on " + head.status(), true);
        }
    }

    /** The next interim answer may be this one, or stay away. */
    void allowInterim(int status) {
        allowedInterim = status;
    }

    /**
     * The head of the next final answer.
     *
     * @param anyInterim whether interim answers that nobody expects are read over (RFC 9110 §15.2 lets servers send them)
     */
    ReceivedResponse finalHead(boolean anyInterim) throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse head = head();
        while (head.isInterim()) {
            require(anyInterim || head.status() == allowedInterim, "an interim answer that nobody expects: " + head);
            allowedInterim = 0;
            head = head();
        }
        allowedInterim = 0;
        return head;
    }

    /** The content behind a head. */
    ReceivedResponse body(ReceivedResponse head, Step.BodyEnding ending)
            throws IOException, MismatchException, ReceiveTimeoutException {
        if (ending == Step.BodyEnding.HEAD_ONLY || head.status() == 204 || head.status() == 304) {
            return head;
        }
        StringBuilder content = new StringBuilder();
        boolean whole = take(head, content);
        if (whole == (ending == Step.BodyEnding.CUT)) {
            String came = whole ? "the content is whole" : "the content is broken off";
            throw new MismatchException(came, came, false);
        }
        return head.with(content.toString(), whole);
    }

    private boolean take(ReceivedResponse head, StringBuilder content)
            throws IOException, MismatchException, ReceiveTimeoutException {
        if (!head.values("Transfer-Encoding").isEmpty()) {
            return chunks(content);
        }
        List<String> length = head.values("Content-Length");
        if (!length.isEmpty()) {
            return octets(Long.parseLong(length.get(0)), content);
        }
        require(head.announcesClose(), "content without length and without Connection: close");
        octets(Long.MAX_VALUE, content);
        return true;
    }

    private boolean chunks(StringBuilder content) throws IOException, MismatchException, ReceiveTimeoutException {
        while (fill(1)) {
            String size = line();
            match(CHUNK_SIZE, size);
            long octets = Long.parseLong(size, 16);
            if (octets == 0) {
                require(line().isEmpty(), "a trailer field that nobody asked for");
                return true;
            }
            if (!octets(octets, content) || !fill(2)) {
                return false;
            }
            require(line().isEmpty(), "a chunk that is longer than its size");
        }
        return false;
    }

    /** Takes so many octets; false when the end comes before. */
    private boolean octets(long count, StringBuilder content) throws IOException, ReceiveTimeoutException {
        long left = count;
        while (left > 0 && fill(1)) {
            int taken = (int) Math.min(left, heard.length());
            content.append(heard, 0, taken);
            heard.delete(0, taken);
            left -= taken;
        }
        return left == 0;
    }

    /** A line without its end. */
    private String line() throws IOException, MismatchException, ReceiveTimeoutException {
        int end = heard.indexOf(LINE_END);
        while (end < 0) {
            if (!fill(heard.length() + 1)) {
                throw heard.isEmpty()
                        ? new MismatchException("the server closed instead", "the end came", false)
                        : new MismatchException("the server closed in the line: " + heard);
            }
            end = heard.indexOf(LINE_END);
        }
        String text = heard.substring(0, end);
        heard.delete(0, end + LINE_END.length());
        return text;
    }

    private boolean fill(int atLeast) throws IOException, ReceiveTimeoutException {
        while (heard.length() < atLeast && !ended) {
            String more = line.receive();
            ended = more.isEmpty();
            heard.append(more);
        }
        return heard.length() >= atLeast;
    }

    /** The server has closed its half, behind the last answer. */
    void requireEnd() throws IOException, MismatchException, ReceiveTimeoutException {
        if (fill(1)) {
            throw new MismatchException("more octets where the end was expected: " + heard, "octets came", false);
        }
    }

    /** The server waits, and has said nothing but answers. */
    void requireQuiet() throws IOException, MismatchException {
        if (!heard.isEmpty() || !line.isQuiet()) {
            throw new MismatchException(
                    "octets behind the last answer, or the end: " + heard, "octets or the end came", false);
        }
    }

    private static Matcher match(Pattern pattern, String text) throws MismatchException {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches(), "a line that is not well-formed: " + text);
        return matcher;
    }

    private static void require(boolean holds, String otherwise) throws MismatchException {
        if (!holds) {
            throw new MismatchException(otherwise);
        }
    }
}
