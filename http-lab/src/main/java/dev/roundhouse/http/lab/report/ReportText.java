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

/** The run in words. Nothing is said that the intervals do not say. */
final class ReportText {
    private final RunResult result;
    private final Rankings standings;

    ReportText(RunResult result, Rankings rankings) {
        this.result = result;
        this.standings = rankings;
    }

    /** Names as in a sentence. */
    static String joinNames(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** When and where, in one line. */
    String provenance() {
        return "Roundhouse lab · " + result.started().replace('T', ' ') + " · "
                + Numbers.count(result.machine().cores()) + " cores · "
                + result.machine().system() + " · Java " + result.machine().java();
    }

    /** The run in one sentence. */
    String headline() {
        long compared =
                standings.rows().stream().filter(line -> line.dots().size() > 1).count();
        Map<String, Integer> victories = standings.wins();
        if (compared == 0) {
            return result.measurements().isEmpty() ? "Nothing was measured" : "Measured, and nothing to compare";
        }
        Optional<Map.Entry<String, Integer>> first =
                victories.entrySet().stream().max(Map.Entry.comparingByValue());
        return first.map(one -> one.getKey() + " is ahead in " + one.getValue() + " of " + compared + " workloads")
                .orElse("No server is ahead of all others in any of " + compared + " workloads");
    }

    /** How to read it. */
    String lead() {
        return (result.servers().size() == 1
                        ? "One server answered"
                        : Numbers.count(result.servers().size()) + " servers answered the same")
                + " requests on this machine, in rounds by turns and in random order. A difference is called one only where"
                + " the " + Numbers.percent(result.procedure().confidence()) + " intervals say so.";
    }

    /** Which server when, from what was found here. */
    List<String> recommendations() {
        return standings.wins().keySet().stream().map(this::recommendation).toList();
    }

    private String recommendation(String server) {
        String where = result.workloads().stream()
                .filter(workload -> standings.leader(workload.name()).equals(Optional.of(server)))
                .map(WorkloadInfo::title)
                .collect(Collectors.joining("; "));
        return server + " for throughput in: " + where + ".";
    }

    /** What to know before quoting a figure. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(result.notes());
        if (!result.isComplete()) {
            notes.add(0, "The run was interrupted; partial results.");
        }
        if (!result.pinning().isPinned()) {
            notes.add("Servers and clients were not kept apart: "
                    + result.pinning().description());
        }
        result.servers().forEach(server -> conformanceNote(server).ifPresent(notes::add));
        saturated().ifPresent(notes::add);
        discardedPoints().ifPresent(notes::add);
        return notes;
    }

    /** What stands under the ranking of a server that breaks a MUST. */
    private static Optional<String> conformanceNote(ServerInfo server) {
        if (!server.conformance().isRun() || server.conformance().mustFailed() == 0) {
            return Optional.empty();
        }
        return Optional.of(server.name() + " is ranked despite "
                + server.conformance().mustFailed() + " MUST failures: "
                + server.conformance().failedScenarios().stream()
                        .map(broken -> broken.substring(0, (broken + ":").indexOf(':')))
                        .collect(Collectors.joining(", "))
                + ". The conformance command says more.");
    }

    /** Where the generator was too slow to tell. */
    private Optional<String> saturated() {
        String where = result.measurements().stream()
                .filter(one -> !one.rounds().isEmpty() && !Round.hasReliableThroughput(one.rounds()))
                .map(one -> one.server() + " in " + one.workload())
                .collect(Collectors.joining(", "));
        return where.isEmpty()
                ? Optional.empty()
                : Optional.of("The generator was the bottleneck, and throughput is not ranked: " + where
                        + ". What a request costs is told all the same.");
    }

    private Optional<String> discardedPoints() {
        long points = 0;
        long out = 0;
        for (Measurement one : result.measurements()) {
            points += one.open().size();
            out += one.open().stream().filter(point -> !point.isValid()).count();
        }
        return out == 0
                ? Optional.empty()
                : Optional.of(Numbers.count(out) + " of " + Numbers.count(points)
                        + " data points were discarded; the reason is given at each point.");
    }
}
