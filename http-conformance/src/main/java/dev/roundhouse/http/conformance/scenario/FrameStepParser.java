package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.h2.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses the lines of a scenario in frames of HTTP/2; {@code docs/test-scenarios.md} describes them. */
final class FrameStepParser implements StepSource {
    /** The client preface. RFC 9113 §3.4 */
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final String RAW = "RAW ";
    private static final String INDENT = "   ";
    private static final Pattern SHORT_REQUEST = Pattern.compile("\\(([A-Z]+) (\\S+)\\)");
    private static final Pattern BLOCK = Pattern.compile("\\(block\\) (.*)");
    private static final Pattern STATUS = Pattern.compile("([1-5][0-9x]{2}(?:\\|[1-5][0-9x]{2})*) stream=([0-9]+)");
    private static final Pattern RESET = Pattern.compile("RST_STREAM stream=([0-9]+) code=([A-Z0-9_|]+)( or=4xx)?");
    private static final Pattern GO_AWAY = Pattern.compile("GOAWAY code=([A-Z0-9_|]+)(?: last=([0-9]+))?");
    private static final Pattern DATA = Pattern.compile("DATA stream=([0-9]+) bytes=([0-9]+)");
    private static final Pattern PING_ACK = Pattern.compile("PING ack: (.*)");
    private static final Pattern SETTINGS_ACK = Pattern.compile("SETTINGS ack count=([0-9]+)");
    private static final Pattern SETTING = Pattern.compile("SETTINGS ([A-Z0-9_x]+)=([0-9]+)");
    private static final Pattern WINDOW_UPDATE = Pattern.compile("WINDOW_UPDATE stream=([0-9]+) bytes=([0-9]+)");
    private static final Pattern HEAD = Pattern.compile("\\(head\\) " + STATUS.pattern());
    private static final Pattern NOTHING = Pattern.compile("\\(nothing\\) stream=([0-9]+)");

    private final Notation notation;
    private final List<Step> steps = new ArrayList<>();

    /** What the client has sent since the last other step; the frame in progress is not included. */
    private final StringBuilder pendingBytes = new StringBuilder();

    /** Null if none is in progress. */
    private FrameText frame;

    /** The status line of the response in progress; null if there is none. */
    private Matcher response;

    private final List<Expectation> expectations = new ArrayList<>();
    private Step.BodyEnding ending = Step.BodyEnding.FRAMED;
    private boolean hasSent;

    FrameStepParser(Notation notation) {
        this.notation = notation;
    }

    @Override
    public List<Step> all() {
        flush();
        return List.copyOf(steps);
    }

    @Override
    public void parseLine(String line) {
        if (line.startsWith(">" + INDENT)) {
            addToFrame(line.substring(1 + INDENT.length()));
        } else if (line.startsWith("> ")) {
            flushResponse();
            send(line.substring(2));
        } else if (line.startsWith("<" + INDENT)) {
            addToResponse(line.substring(1 + INDENT.length()), false);
        } else if (line.startsWith("<~" + INDENT)) {
            addToResponse(line.substring(2 + INDENT.length()), true);
        } else if (line.startsWith("< ") || line.startsWith("<~ ")) {
            flush();
            expect(line.substring(line.indexOf(' ') + 1), line.startsWith("<~"));
        } else if (line.equals("= stop-acknowledging")) {
            flush();
            steps.add(new Http2Step.StopAcknowledging());
        } else if (line.startsWith("= ")) {
            flush();
            steps.add(StepParser.parseEvent(line));
        } else {
            throw new IllegalArgumentException(
                    "unknown line; a line starts with '> ', '< ', '<~ ', '= ' or '# note: ': " + line);
        }
    }

    // What is sent

    /** A scenario begins with the preface and SETTINGS, unless it begins with other bytes. */
    private void send(String text) {
        flushFrame();
        boolean isRaw = text.startsWith(RAW);
        if (!hasSent && !isRaw) {
            pendingBytes
                    .append(PREFACE)
                    .append(FrameText.parse("SETTINGS ENABLE_PUSH=0", notation).encode());
        }
        hasSent = true;
        if (isRaw) {
            pendingBytes.append(notation.decode(text.substring(RAW.length())));
        } else {
            frame = FrameText.parse(text, notation);
        }
    }

    private void addToFrame(String text) {
        if (frame == null) {
            throw new IllegalArgumentException("a field without a frame: " + text);
        }
        Matcher request = SHORT_REQUEST.matcher(text);
        Matcher block = BLOCK.matcher(text);
        int colon = text.indexOf(':', 1);
        if (request.matches()) {
            frame.addField(":method", request.group(1));
            frame.addField(":scheme", notation.scheme());
            frame.addField(":path", notation.decode(request.group(2)));
            frame.addField(":authority", notation.host());
        } else if (block.matches()) {
            frame.addBlock(notation.decode(block.group(1)));
        } else if (colon > 0) {
            String value = text.substring(colon + 1);
            frame.addField(
                    notation.decode(text.substring(0, colon)),
                    notation.decode(value.startsWith(" ") ? value.substring(1) : value));
        } else {
            throw new IllegalArgumentException("a field, (GET /path) or (block) is expected, not " + text);
        }
    }

    private void flushFrame() {
        if (frame != null) {
            pendingBytes.append(frame.encode());
            frame = null;
        }
    }

    // What is expected

    private void expect(String text, boolean isImplementationSpecific) {
        Matcher status = STATUS.matcher(text);
        if (status.matches()) {
            begin(status);
        } else if (text.equals("(closed)")) {
            steps.add(new Step.ExpectClosed(isImplementationSpecific));
        } else if (text.equals("(open)")) {
            steps.add(new Step.ExpectOpen(isImplementationSpecific));
        } else if (isImplementationSpecific) {
            throw new IllegalArgumentException("only (closed), (open) and conditions can be for this server alone");
        } else {
            steps.add(expectedFrame(text));
        }
    }

    private void begin(Matcher status) {
        if (status.group(1).startsWith("1")) {
            steps.add(
                    new Http2Step.ExpectInterim(Integer.parseInt(status.group(2)), Integer.parseInt(status.group(1))));
        } else {
            response = status;
        }
    }

    private static Step expectedFrame(String text) {
        Matcher reset = RESET.matcher(text);
        if (reset.matches()) {
            return new Http2Step.ExpectReset(integer(reset.group(1)), codes(reset.group(2)), reset.group(3) != null);
        }
        Matcher goAway = GO_AWAY.matcher(text);
        if (goAway.matches()) {
            String last = goAway.group(2);
            return new Http2Step.ExpectGoAway(
                    codes(goAway.group(1)),
                    last == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(last)));
        }
        Matcher data = DATA.matcher(text);
        if (data.matches()) {
            return new Http2Step.ExpectData(integer(data.group(1)), integer(data.group(2)));
        }
        Matcher windowUpdate = WINDOW_UPDATE.matcher(text);
        if (windowUpdate.matches()) {
            return new Http2Step.ExpectWindowUpdate(
                    integer(windowUpdate.group(1)), Long.parseLong(windowUpdate.group(2)));
        }
        return expectedOther(text);
    }

    private static Step expectedOther(String text) {
        Matcher pingAck = PING_ACK.matcher(text);
        if (pingAck.matches()) {
            return new Http2Step.ExpectPingAck(Notation.REFERENCE.decode(pingAck.group(1)));
        }
        Matcher settingsAck = SETTINGS_ACK.matcher(text);
        if (settingsAck.matches()) {
            return new Http2Step.ExpectSettingsAck(integer(settingsAck.group(1)));
        }
        Matcher setting = SETTING.matcher(text);
        if (setting.matches()) {
            return new Http2Step.ExpectSetting(FrameText.settingId(setting.group(1)), Long.parseLong(setting.group(2)));
        }
        Matcher head = HEAD.matcher(text);
        if (head.matches()) {
            return new Http2Step.ExpectHead(integer(head.group(2)), statuses(head));
        }
        Matcher nothing = NOTHING.matcher(text);
        if (nothing.matches()) {
            return new Http2Step.ExpectNothing(integer(nothing.group(1)));
        }
        throw new IllegalArgumentException("unknown expectation: " + text);
    }

    private static StatusLinePattern statuses(Matcher status) {
        return StatusLinePattern.of("HTTP/2 " + status.group(1));
    }

    private static int integer(String digits) {
        return Integer.parseInt(digits);
    }

    private static Set<ErrorCode> codes(String alternatives) {
        return Stream.of(alternatives.split("\\|")).map(ErrorCode::valueOf).collect(Collectors.toSet());
    }

    private void addToResponse(String text, boolean isImplementationSpecific) {
        if (response == null) {
            throw new IllegalArgumentException("a status is required before: " + text);
        }
        if (text.equals("(no body)")) {
            ending = Step.BodyEnding.HEAD_ONLY;
        } else if (text.equals("(truncated)")) {
            ending = Step.BodyEnding.TRUNCATED;
        } else {
            expectations.add(new Expectation(StepParser.parseAssertion(text, notation), isImplementationSpecific));
        }
    }

    private void flush() {
        flushFrame();
        if (!pendingBytes.isEmpty()) {
            steps.add(new Step.Send(pendingBytes.toString()));
            pendingBytes.setLength(0);
        }
        flushResponse();
    }

    private void flushResponse() {
        if (response != null) {
            steps.add(new Http2Step.ExpectFinal(integer(response.group(2)), statuses(response), expectations, ending));
            response = null;
            expectations.clear();
            ending = Step.BodyEnding.FRAMED;
        }
    }
}
