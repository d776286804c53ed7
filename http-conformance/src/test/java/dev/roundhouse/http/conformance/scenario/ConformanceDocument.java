package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.h1.Http1Error;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws {@code docs/conformance.md} from the conversations and from what the engine refused while they were held. */
record ConformanceDocument(List<Scenario> conversations, Map<Http1Error, Set<String>> refusals) {
    /** A living standard: its sections have names, since their numbers change. */
    private static final String FETCH = "WHATWG Fetch #";

    /** How many conversations are named in one row; the others are beside them in the same folder. */
    private static final int NAMED = 4;

    /** What one row of the table is about. */
    private record RequirementRow(String section, RequirementLevel level, String sentence)
            implements Comparable<RequirementRow> {
        private static final Comparator<RequirementRow> ORDER = Comparator.comparing(RequirementRow::sortKey)
                .thenComparing(RequirementRow::level)
                .thenComparing(RequirementRow::sentence);

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
                # Conformance, clause by clause

                Made from the [conversations](test-scenarios.md) by a test, which fails when this page is stale. Do not edit it;
                run the tests of `http-conformance` with `-Dconformance.rewrite=true`. A conversation stands in the file of its name in
                [the corpus](../http-conformance/src/main/resources/dev/roundhouse/http/conformance/corpus).

                %s
                ## What is refused

                Every rule that the engine enforces, the status of its answer, and conversations that show it.

                | rule | status | what is wrong | shown by |
                |---|---|---|---|
                %s
                ## What is shown

                The level is the word of RFC 2119; `OURS` marks a choice of this house where the specification leaves one.

                | clause | level | what it demands | our answer | shown by |
                |---|---|---|---|---|
                %s""".formatted(summary(), refused(), shown());
    }

    private String summary() {
        Map<RequirementLevel, Long> levels = conversations.stream()
                .collect(Collectors.groupingBy(
                        scenario -> scenario.clause().level(), TreeMap::new, Collectors.counting()));
        long wire = conversations.stream()
                .filter(scenario -> scenario.scope() == Scope.ANY_SERVER)
                .count();
        String counts = levels.entrySet().stream()
                .map(level -> level.getValue() + " " + level.getKey())
                .collect(Collectors.joining(", "));
        long files = conversations.stream()
                .filter(scenario -> scenario.scope() == Scope.FILE_SITE)
                .count();
        return "%d conversations: %s. %d of them may be held with any server; %d are about files.%n"
                .formatted(conversations.size(), counts, wire, files)
                .replace("\r\n", "\n");
    }

    private String refused() {
        StringBuilder rows = new StringBuilder();
        refusals.forEach((http1Error, names) -> rows.append("| %s | %s | %s | %s |\n"
                .formatted(link(http1Error.section()), http1Error.status(), http1Error.message(), listed(names))));
        return rows.toString();
    }

    private String shown() {
        Map<RequirementRow, List<Scenario>> demands = conversations.stream()
                .collect(Collectors.groupingBy(
                        scenario -> new RequirementRow(
                                scenario.clause().section(), scenario.clause().level(), scenario.requirement()),
                        TreeMap::new,
                        Collectors.toList()));
        StringBuilder rows = new StringBuilder();
        demands.forEach((requirementRow, shown) -> rows.append("| %s | %s | %s | %s | %s |\n"
                .formatted(
                        link(requirementRow.section()),
                        requirementRow.level(),
                        requirementRow.sentence(),
                        answers(shown),
                        names(shown))));
        return rows.toString();
    }

    /** The statuses of the last answers, and what becomes of the connection. */
    private static String answers(List<Scenario> shown) {
        return shown.stream().map(ConformanceDocument::outcome).collect(Collectors.toCollection(TreeSet::new)).stream()
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
        return (statuses.isEmpty() ? "no answer" : statuses) + (closed ? ", closed" : "");
    }

    private static String names(List<Scenario> shown) {
        return listed(shown.stream().map(Scenario::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String listed(Set<String> names) {
        String first = names.stream().limit(NAMED).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    /** A clause with a link to it. */
    private static String link(String section) {
        if (section.startsWith(FETCH)) {
            return "[WHATWG Fetch](https://fetch.spec.whatwg.org/#%s)".formatted(section.substring(FETCH.length()));
        }
        String number = section.substring(4, 8);
        String part = section.substring(section.indexOf('§') + 1);
        return "[%s](https://www.rfc-editor.org/rfc/rfc%s#section-%s)".formatted(section, number, part);
    }
}
