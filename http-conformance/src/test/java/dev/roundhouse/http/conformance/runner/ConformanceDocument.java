package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.http2.Applicability;
import dev.roundhouse.http.conformance.http2.Difference;
import dev.roundhouse.http.conformance.scenario.Http2Step;
import dev.roundhouse.http.conformance.scenario.RequirementLevel;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates {@code docs/conformance.md} from the scenarios and the errors that the engine reported while they ran. */
record ConformanceDocument(
        List<Scenario> scenarios, Map<Http1Error, Set<String>> errors, Map<Http2Error, Set<String>> http2Errors) {
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
                ## Errors of HTTP/2

                The same for HTTP/2. An error ends the stream by RST_STREAM or the connection after GOAWAY, with this error code, or the
                stream has an error response.

                | section | result | message | scenarios |
                |---|---|---|---|
                %s
                ## Scenarios of HTTP/1.1 over HTTP/2

                The other scenarios also run over HTTP/2, if their requests can be translated and a response to each is expected. %s
                They are not about HTTP/2 for one of these reasons:

                | reason | scenarios |
                |---|---|
                %s
                ## Requirements

                The level is that of RFC 2119; `IMPL` marks implementation-defined behaviour.

                | section | level | requirement | response | scenarios |
                |---|---|---|---|---|
                %s""".formatted(
                        summary(), errorRows(), http2ErrorRows(), applicable(), differenceRows(), requirementRows());
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
        long frames = scenarios.stream().filter(Scenario::isInFrames).count();
        return "%d scenarios: %s. %d of them apply to any server; %d are about files, and %d in frames of HTTP/2.%n"
                .formatted(scenarios.size(), counts, anyServer, files, frames)
                .replace("\r\n", "\n");
    }

    private String errorRows() {
        StringBuilder rows = new StringBuilder();
        errors.forEach((http1Error, names) -> rows.append("| %s | %s | %s | %s |\n"
                .formatted(link(http1Error.section()), http1Error.status(), http1Error.message(), listed(names))));
        return rows.toString();
    }

    private String http2ErrorRows() {
        StringBuilder rows = new StringBuilder();
        http2Errors.forEach((error, names) -> rows.append("| %s | %s | %s | %s |\n"
                .formatted(link(error.section()), result(error), error.message(), listed(names))));
        return rows.toString();
    }

    private static String result(Http2Error error) {
        return switch (error.scope()) {
            case RESPONSE -> error.status().toString();
            case STREAM -> "RST_STREAM " + error.code();
            case CONNECTION -> "GOAWAY " + error.code();
        };
    }

    private String applicable() {
        long count = messages()
                .filter(scenario -> Applicability.differenceOf(scenario).isEmpty())
                .count();
        return "%d of %d do.".formatted(count, messages().count());
    }

    private Stream<Scenario> messages() {
        return scenarios.stream().filter(scenario -> !scenario.isInFrames());
    }

    private String differenceRows() {
        StringBuilder rows = new StringBuilder();
        for (Difference difference : Difference.values()) {
            long count = messages()
                    .filter(scenario -> Applicability.differenceOf(scenario).equals(Optional.of(difference)))
                    .count();
            rows.append("| %s | %d |\n".formatted(difference.reason(), count));
        }
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
                .flatMap(step -> outcome(step).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        boolean closed = scenario.steps().stream().anyMatch(Step.ExpectClosed.class::isInstance);
        return (statuses.isEmpty() ? "no response" : statuses) + (closed ? ", closed" : "");
    }

    private static Optional<String> outcome(Step step) {
        if (step instanceof Step.FinalResponse response) {
            return Optional.of(String.join(" or ", response.statusLine().codes()));
        }
        if (step instanceof Http2Step.ExpectFinal response) {
            return Optional.of(String.join(" or ", response.codes().codes()));
        }
        if (step instanceof Http2Step.ExpectHead head) {
            return Optional.of(String.join(" or ", head.codes().codes()));
        }
        if (step instanceof Http2Step.ExpectReset reset) {
            return Optional.of("RST_STREAM " + names(reset.codes()));
        }
        return step instanceof Http2Step.ExpectGoAway goAway
                ? Optional.of("GOAWAY " + names(goAway.codes()))
                : Optional.empty();
    }

    private static String names(Set<ErrorCode> codes) {
        return codes.stream().map(ErrorCode::name).sorted().collect(Collectors.joining(" or "));
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
