package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.RequirementLevel;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.h1.Http1Error;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates {@code docs/conformance.md} from the scenarios and the errors that the engine reported while they ran. */
record ConformanceDocument(List<Scenario> scenarios, Map<Http1Error, Set<String>> errors) {
    /** A living standard: its sections are referenced by anchor, since their numbers change. */
    private static final String FETCH = "WHATWG Fetch #";

    /** Number of scenarios listed in one row; the others are in the same directory. */
    private static final int MAX_NAMES = 4;

    /** One row of the table. */
    private record RequirementRow(String section, RequirementLevel level, String text)
            implements Comparable<RequirementRow> {
        private static final Comparator<RequirementRow> ORDER = Comparator.comparing(RequirementRow::sortKey)
                .thenComparing(RequirementRow::level)
                .thenComparing(RequirementRow::text);

        /** Sections in the order of their numbers: 3.2 before 3.10. */
        private String sortKey() {
            return Stream.of(section.split("[ §.]+", -1))
                    .map(part -> part.matches("[0-9]+") ? String.format("%05d", Integer.parseInt(part)) : part)
                    .collect(Collectors.joining("."));
        }

        @Override
        public int compareTo(RequirementRow other) {
            return ORDER.compare(this, other);
        }
    }

    String text() {
        return """
                # Conformance by RFC section

                Generated from the [scenarios](test-scenarios.md) by a test, which fails if this page is stale. Do not edit it;
                run the tests of `http-conformance` with `-Dconformance.rewrite=true`. Each scenario is the file of the same name in
                [the corpus](../http-conformance/src/main/resources/dev/roundhouse/http/conformance/corpus).

                %s
                ## Protocol errors

                Every rule that the engine enforces, the status of its error response, and scenarios that test it.

                | section | status | message | scenarios |
                |---|---|---|---|
                %s
                ## Requirements

                The level is that of RFC 2119; `IMPL` marks implementation-defined behaviour.

                | section | level | requirement | response | scenarios |
                |---|---|---|---|---|
                %s""".formatted(summary(), errorRows(), requirementRows());
    }

    private String summary() {
        Map<RequirementLevel, Long> levels = scenarios.stream()
                .collect(Collectors.groupingBy(
                        scenario -> scenario.clause().level(), TreeMap::new, Collectors.counting()));
        long anyServer = scenarios.stream()
                .filter(scenario -> scenario.scope() == Scope.ANY_SERVER)
                .count();
        String counts = levels.entrySet().stream()
                .map(level -> level.getValue() + " " + level.getKey())
                .collect(Collectors.joining(", "));
        long files = scenarios.stream()
                .filter(scenario -> scenario.scope() == Scope.FILE_SITE)
                .count();
        return "%d scenarios: %s. %d of them apply to any server; %d are about files.%n"
                .formatted(scenarios.size(), counts, anyServer, files)
                .replace("\r\n", "\n");
    }

    private String errorRows() {
        StringBuilder rows = new StringBuilder();
        errors.forEach((http1Error, names) -> rows.append("| %s | %s | %s | %s |\n"
                .formatted(link(http1Error.section()), http1Error.status(), http1Error.message(), listed(names))));
        return rows.toString();
    }

    private String requirementRows() {
        Map<RequirementRow, List<Scenario>> requirements = scenarios.stream()
                .collect(Collectors.groupingBy(
                        scenario -> new RequirementRow(
                                scenario.clause().section(), scenario.clause().level(), scenario.requirement()),
                        TreeMap::new,
                        Collectors.toList()));
        StringBuilder rows = new StringBuilder();
        requirements.forEach((requirementRow, group) -> rows.append("| %s | %s | %s | %s | %s |\n"
                .formatted(
                        link(requirementRow.section()),
                        requirementRow.level(),
                        requirementRow.text(),
                        responses(group),
                        names(group))));
        return rows.toString();
    }

    /** The statuses of the final responses, and whether the connection is closed. */
    private static String responses(List<Scenario> group) {
        return group.stream().map(ConformanceDocument::outcome).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining("; "));
    }

    private static String outcome(Scenario scenario) {
        String statuses = scenario.steps().stream()
                .filter(Step.FinalResponse.class::isInstance)
                .map(step -> String.join(
                        " or ", ((Step.FinalResponse) step).statusLine().codes()))
                .distinct()
                .collect(Collectors.joining(", "));
        boolean closed = scenario.steps().stream().anyMatch(Step.ExpectClosed.class::isInstance);
        return (statuses.isEmpty() ? "no response" : statuses) + (closed ? ", closed" : "");
    }

    private static String names(List<Scenario> group) {
        return listed(group.stream().map(Scenario::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String listed(Set<String> names) {
        String first =
                names.stream().limit(MAX_NAMES).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? first + " and " + (names.size() - MAX_NAMES) + " more" : first;
    }

    /** A section with a link to it. */
    private static String link(String section) {
        if (section.startsWith(FETCH)) {
            return "[WHATWG Fetch](https://fetch.spec.whatwg.org/#%s)".formatted(section.substring(FETCH.length()));
        }
        String number = section.substring(4, 8);
        String part = section.substring(section.indexOf('§') + 1);
        return "[%s](https://www.rfc-editor.org/rfc/rfc%s#section-%s)".formatted(section, number, part);
    }
}
