package dev.roundhouse.http.conformance.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the lines of a scenario after its title: what is sent, events, and expectations. */
final class StepParser implements StepSource {
    private static final Pattern ADVANCE = Pattern.compile("= advance ([0-9]+)(ms|s)");
    private static final Pattern INTERIM = Pattern.compile("\\((1[0-9]{2})(\\?)?\\)");
    private static final Pattern BODY = Pattern.compile("\\(body\\) ?(.*)");
    private static final Pattern BODY_LENGTH = Pattern.compile("\\(body of ([0-9]+) bytes\\)");
    private static final Pattern ABSENT = Pattern.compile("\\(no ([A-Za-z-]+)\\)");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z-]+): ?(.*)");

    private final Notation notation;
    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder pendingBytes = new StringBuilder();

    /** Expectations on the current response; only if {@code start} is not empty. */
    private final List<Expectation> expectations = new ArrayList<>();

    private String start = "";
    private Step.BodyEnding ending = Step.BodyEnding.FRAMED;

    StepParser(Notation notation) {
        this.notation = notation;
    }

    @Override
    public List<Step> all() {
        flushSend();
        flushResponse();
        return List.copyOf(steps);
    }

    @Override
    public void parseLine(String line) {
        if (line.startsWith(">")) {
            flushResponse();
            send(line);
        } else if (line.startsWith("<~ ")) {
            flushSend();
            expect(line.substring(3), true);
        } else if (line.startsWith("< ")) {
            flushSend();
            expect(line.substring(2), false);
        } else if (line.startsWith("= ")) {
            flushSend();
            flushResponse();
            steps.add(parseEvent(line));
        } else {
            throw new IllegalArgumentException(
                    "unknown line; a line starts with '> ', '>> ', '< ', '<~ ', '= ' or '# note: ': " + line);
        }
    }

    private void send(String line) {
        if (line.equals(">")) {
            pendingBytes.append("\r\n");
        } else if (line.startsWith("> ")) {
            pendingBytes.append(notation.decode(line.substring(2))).append("\r\n");
        } else if (line.startsWith(">> ")) {
            pendingBytes.append(notation.decode(line.substring(3)));
        } else {
            throw new IllegalArgumentException("a space is required between the marker and the text: " + line);
        }
    }

    static Step parseEvent(String line) {
        Matcher advance = ADVANCE.matcher(line);
        if (advance.matches()) {
            long count = Long.parseLong(advance.group(1));
            return new Step.AdvanceTime(
                    advance.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count));
        }
        return switch (line) {
            case "= close-output" -> new Step.ShutdownOutput();
            case "= drain" -> new Step.Drain();
            default ->
                throw new IllegalArgumentException(
                        "unknown event; use = close-output, = drain, = advance 10s or = advance 10ms: " + line);
        };
    }

    private void expect(String text, boolean isImplementationSpecific) {
        Matcher interim = INTERIM.matcher(text);
        if (text.startsWith("HTTP/1.")) {
            flushResponse();
            StatusLinePattern.of(text);
            start = text;
        } else if (interim.matches()) {
            flushResponse();
            steps.add(new Step.InterimResponse(Integer.parseInt(interim.group(1)), interim.group(2) != null));
        } else if (text.equals("(closed)")) {
            flushResponse();
            steps.add(new Step.ExpectClosed(isImplementationSpecific));
        } else if (text.equals("(open)")) {
            flushResponse();
            steps.add(new Step.ExpectOpen(isImplementationSpecific));
        } else {
            parseExpectation(text, isImplementationSpecific);
        }
    }

    private void parseExpectation(String text, boolean isImplementationSpecific) {
        if (start.isEmpty()) {
            throw new IllegalArgumentException("a status line is required before: " + text);
        }
        if (text.equals("(no body)")) {
            ending = Step.BodyEnding.HEAD_ONLY;
        } else if (text.equals("(truncated)")) {
            ending = Step.BodyEnding.TRUNCATED;
        } else {
            expectations.add(new Expectation(parseAssertion(text, notation), isImplementationSpecific));
        }
    }

    /** Parses a condition on a response. */
    static Assertion parseAssertion(String text, Notation notation) {
        Matcher body = BODY.matcher(text);
        if (body.matches()) {
            return new Assertion.BodyMatches(TextPattern.of(body.group(1), notation));
        }
        Matcher bodyLength = BODY_LENGTH.matcher(text);
        if (bodyLength.matches()) {
            return new Assertion.BodyLength(Long.parseLong(bodyLength.group(1)));
        }
        Matcher absent = ABSENT.matcher(text);
        if (absent.matches()) {
            return new Assertion.FieldAbsent(absent.group(1));
        }
        Matcher field = FIELD.matcher(text);
        if (field.matches()) {
            return new Assertion.FieldMatches(field.group(1), TextPattern.of(field.group(2), notation));
        }
        throw new IllegalArgumentException("unknown expectation: " + text);
    }

    private void flushSend() {
        if (!pendingBytes.isEmpty()) {
            steps.add(new Step.Send(pendingBytes.toString()));
            pendingBytes.setLength(0);
        }
    }

    private void flushResponse() {
        if (!start.isEmpty()) {
            steps.add(new Step.FinalResponse(StatusLinePattern.of(start), expectations, ending));
            start = "";
            expectations.clear();
            ending = Step.BodyEnding.FRAMED;
        }
    }
}
