package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.Round;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.ServerInfo;
import dev.roundhouse.http.lab.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Texts of the report. Only significant differences are stated. */
final class ReportText {
    private final RunResult result;
    private final Rankings rankings;

    ReportText(RunResult result, Rankings rankings) {
        this.result = result;
        this.rankings = rankings;
    }

    /** Joins names for a sentence. */
    static String joinNames(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Date and machine in one line. */
    String provenance() {
        return "Roundhouse lab · " + result.started().replace('T', ' ') + " · "
                + Numbers.count(result.machine().cores()) + " cores · "
                + result.machine().system() + " · Java " + result.machine().java();
    }

    /** The run in one sentence. */
    String headline() {
        long compared =
                rankings.rows().stream().filter(line -> line.dots().size() > 1).count();
        Map<String, Integer> wins = rankings.wins();
        if (compared == 0) {
            return result.measurements().isEmpty() ? "No results" : "Nothing to compare";
        }
        Optional<Map.Entry<String, Integer>> first = wins.entrySet().stream().max(Map.Entry.comparingByValue());
        return first.map(one -> one.getKey() + " is fastest in " + one.getValue() + " of " + compared + " workloads")
                .orElse("No server is fastest in any of " + compared + " workloads");
    }

    /** How to read the report. */
    String lead() {
        return (result.servers().size() == 1
                        ? "One server received"
                        : Numbers.count(result.servers().size()) + " servers received the same")
                + " requests on this machine, in interleaved rounds in random order. A difference is reported only if"
                + " the " + Numbers.percent(result.procedure().confidence())
                + " confidence interval of the ratio excludes 1.";
    }

    /** Recommendations from the results. */
    List<String> recommendations() {
        return rankings.wins().keySet().stream().map(this::recommendation).toList();
    }

    private String recommendation(String server) {
        String where = result.workloads().stream()
                .filter(workload -> rankings.leader(workload.name()).equals(Optional.of(server)))
                .map(WorkloadInfo::title)
                .collect(Collectors.joining("; "));
        return server + " has the highest throughput in: " + where + ".";
    }

    /** Limitations of the results. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(result.notes());
        if (!result.isComplete()) {
            notes.add(0, "The run was interrupted; partial results.");
        }
        if (!result.pinning().isPinned()) {
            notes.add("Servers and load generator were not pinned to separate cores: "
                    + result.pinning().description());
        }
        result.servers().forEach(server -> conformanceNote(server).ifPresent(notes::add));
        saturated().ifPresent(notes::add);
        discardedPoints().ifPresent(notes::add);
        return notes;
    }

    /** Note for a server that violates a MUST. */
    private static Optional<String> conformanceNote(ServerInfo server) {
        if (!server.conformance().isRun() || server.conformance().mustFailed() == 0) {
            return Optional.empty();
        }
        return Optional.of(server.name() + " is ranked despite "
                + server.conformance().mustFailed() + " MUST failures: "
                + server.conformance().failedScenarios().stream()
                        .map(failure -> failure.substring(0, (failure + ":").indexOf(':')))
                        .collect(Collectors.joining(", "))
                + ". Run the conformance command for details.");
    }

    /** Workloads in which the generator was saturated. */
    private Optional<String> saturated() {
        String where = result.measurements().stream()
                .filter(one -> !one.rounds().isEmpty() && !Round.hasReliableThroughput(one.rounds()))
                .map(one -> one.server() + " in " + one.workload())
                .collect(Collectors.joining(", "));
        return where.isEmpty()
                ? Optional.empty()
                : Optional.of("The load generator was the bottleneck, so throughput is not ranked: " + where
                        + ". Costs per request are still reported.");
    }

    private Optional<String> discardedPoints() {
        long points = 0;
        long discarded = 0;
        for (Measurement one : result.measurements()) {
            points += one.open().size();
            discarded += one.open().stream().filter(point -> !point.isValid()).count();
        }
        return discarded == 0
                ? Optional.empty()
                : Optional.of(Numbers.count(discarded) + " of " + Numbers.count(points)
                        + " data points were discarded; the reason is given at each point.");
    }
}
