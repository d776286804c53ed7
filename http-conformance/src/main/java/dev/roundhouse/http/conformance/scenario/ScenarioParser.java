package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the text of a scenario; {@code docs/test-scenarios.md} describes the format. */
public final class ScenarioParser {
    private static final Pattern TITLE = Pattern.compile("# ((?:files/|http2/)?[a-z0-9-]+/[a-z0-9-]+) +"
            + "(RFC [0-9]{4} §[0-9.]+|WHATWG Fetch #[a-z-]+) (MUST|SHOULD|MAY|IMPL): (.+)");
    private static final Pattern DIRECTIVE = Pattern.compile("# (scope: |limits: |site: |delivery-dependent)(.*)");

    private static final Pattern LIMIT = Pattern.compile("(fields|body|discard|requests)=([0-9]+)");

    private final StepSource steps;
    private final Map<String, String> directives = new TreeMap<>();

    ScenarioParser(StepSource steps) {
        this.steps = steps;
    }

    /**
     * Parses the scenario of one file.
     *
     * @throws IllegalArgumentException for a syntax error, with the line number
     */
    public static Scenario parse(String text, Notation notation) {
        return new ScenarioParser(new StepParser(notation)).read(text.lines().toList());
    }

    /**
     * Parses the scenarios of one file in frames of HTTP/2. Each begins with a title.
     *
     * @throws IllegalArgumentException for a syntax error, with the name of the scenario or the number of the line in it
     */
    public static List<Scenario> parseFrames(String text, Notation notation) {
        List<Scenario> scenarios = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (TITLE.matcher(line).matches() && !lines.isEmpty()) {
                scenarios.add(new ScenarioParser(new FrameStepParser(notation)).read(lines));
                lines.clear();
            }
            lines.add(line);
        }
        scenarios.add(new ScenarioParser(new FrameStepParser(notation)).read(lines));
        return scenarios;
    }

    private Scenario read(List<String> lines) {
        Matcher title = TITLE.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!title.matches()) {
            throw new IllegalArgumentException("the first line must be \"# NAME CLAUSE LEVEL: REQUIREMENT\": " + lines);
        }
        for (int at = 1; at < lines.size(); at++) {
            parseLine(lines.get(at), at + 1);
        }
        Clause clause = new Clause(title.group(2), RequirementLevel.valueOf(title.group(3)));
        return validated(new Scenario(
                title.group(1),
                clause,
                title.group(4),
                title.group(1).startsWith("files/") ? Scope.FILE_SITE : scope(),
                isDeliveryDependent(),
                siteFixture(),
                limits(),
                steps.all()));
    }

    private void parseLine(String line, int number) {
        try {
            Matcher directive = DIRECTIVE.matcher(line);
            if (directive.matches()) {
                directives.put(directive.group(1), directive.group(2));
            } else if (!line.startsWith("# note: ") && !line.isBlank()) {
                steps.parseLine(line);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    private Scope scope() {
        return Scope.valueOf(directives
                .getOrDefault("scope: ", "reference-site")
                .replace('-', '_')
                .toUpperCase(Locale.ROOT));
    }

    private boolean isDeliveryDependent() {
        return directives.containsKey("delivery-dependent");
    }

    private SiteFixture siteFixture() {
        return directives.containsKey("site: ") ? SiteFixture.parse(directives.get("site: ")) : SiteFixture.DEFAULT;
    }

    private Http1Limits limits() {
        Map<String, Integer> given = new TreeMap<>();
        Matcher limit = LIMIT.matcher(directives.getOrDefault("limits: ", ""));
        while (limit.find()) {
            given.put(limit.group(1), Integer.valueOf(limit.group(2)));
        }
        Http1Limits defaults = Http1Limits.DEFAULT;
        Limits common = new Limits(
                given.getOrDefault("fields", defaults.common().fields()),
                defaults.common().fieldBytes(),
                given.getOrDefault("body", (int) defaults.common().bodyBytes()),
                given.containsKey("requests")
                        ? given.get("requests")
                        : defaults.common().requests());
        return new Http1Limits(
                common,
                defaults.requestLineBytes(),
                given.getOrDefault("discard", (int) defaults.discardBytes()),
                defaults.chunkExtensionBytes());
    }

    private static Scenario validated(Scenario scenario) {
        List<Step> steps = scenario.steps();
        boolean needsEngine = !scenario.limits().equals(Http1Limits.DEFAULT)
                || steps.stream().anyMatch(step -> step instanceof Step.AdvanceTime || step instanceof Step.Drain);
        boolean isForEngine = scenario.scope() == Scope.ENGINE;
        boolean isUnneeded = isForEngine && !needsEngine && !scenario.isInFrames();
        if ((needsEngine && !isForEngine) || isUnneeded) {
            throw new IllegalArgumentException(
                    "\"# scope: engine\" is required with = advance, = drain and # limits, and allowed only there");
        }
        if (scenario.scope() != Scope.FILE_SITE && !scenario.siteFixture().equals(SiteFixture.DEFAULT)) {
            throw new IllegalArgumentException("\"# site:\" is allowed only in scenarios below files/");
        }
        Step last = steps.isEmpty() ? new Step.ShutdownOutput() : steps.get(steps.size() - 1);
        if (!(last instanceof Step.ExpectClosed) && !(last instanceof Step.ExpectOpen)) {
            throw new IllegalArgumentException("a scenario must end with (closed) or (open)");
        }
        return scenario;
    }
}
