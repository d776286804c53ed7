package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.RankingDot;
import dev.roundhouse.http.lab.report.view.ReportView.RankingRow;
import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rankings of the servers by throughput, as far as the differences are significant. */
final class Rankings {
    private final RunResult result;
    private final ServerTags tags;

    Rankings(RunResult result, ServerTags serverTags) {
        this.result = result;
        this.tags = serverTags;
    }

    /** The measurements of a workload that were not skipped, in the order of servers. */
    static List<Measurement> measured(RunResult result, String workload) {
        return result.measurements().stream()
                .filter(one -> one.workload().equals(workload) && one.skipped().isEmpty())
                .toList();
    }

    /** Comparisons of this workload by this metric. */
    static List<Comparison> comparisons(RunResult result, String workload, String metric) {
        return result.comparisons().stream()
                .filter(one -> one.workload().equals(workload) && one.metric().equals(metric))
                .toList();
    }

    /** A line for each workload that has a throughput. */
    List<RankingRow> rows() {
        List<RankingRow> lines = new ArrayList<>();
        for (WorkloadInfo workload : result.workloads()) {
            List<Measurement> present = measured(result, workload.name()).stream()
                    .filter(one -> one.throughput().isPresent())
                    .toList();
            if (!present.isEmpty()) {
                lines.add(new RankingRow(
                        WorkloadSection.anchor(workload),
                        workload.title(),
                        dots(present),
                        summary(workload.name(), present)));
            }
        }
        return lines;
    }

    private List<RankingDot> dots(List<Measurement> present) {
        double max = present.stream()
                .mapToDouble(one -> one.throughput().median())
                .max()
                .orElse(1);
        return present.stream().map(one -> dot(one, max)).toList();
    }

    private RankingDot dot(Measurement one, double max) {
        Estimate metric = one.throughput();
        String label =
                one.server() + ": " + Numbers.percent(metric.median() / max) + ", " + Numbers.rate(metric.median());
        return new RankingDot(
                tags.of(one.server()),
                Numbers.length(metric.median(), max),
                Numbers.length(metric.low(), max),
                Numbers.length(metric.high(), max),
                label);
    }

    private String summary(String workload, List<Measurement> present) {
        if (present.size() == 1) {
            return "only one server";
        }
        return leader(workload)
                .map(server -> server + " is faster than all others")
                .orElseGet(() -> partialOrder(comparisons(result, workload, "throughput")));
    }

    /** The server that is significantly faster than all others, if there is one. */
    Optional<String> leader(String workload) {
        List<Comparison> all = comparisons(result, workload, "throughput");
        long servers = measured(result, workload).stream()
                .filter(one -> one.throughput().isPresent())
                .count();
        Map<String, Integer> wins = new LinkedHashMap<>();
        all.stream()
                .filter(one -> one.verdict() == ComparisonVerdict.DIFFERENT)
                .forEach(one -> wins.merge(one.first(), 1, Integer::sum));
        return wins.entrySet().stream()
                .filter(one -> servers > 1 && one.getValue() == servers - 1)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Each server with those that it is faster than. */
    static String partialOrder(List<Comparison> comparisons) {
        Map<String, List<String>> slower = new LinkedHashMap<>();
        comparisons.stream()
                .filter(one -> one.verdict() == ComparisonVerdict.DIFFERENT)
                .forEach(one -> slower.computeIfAbsent(one.first(), first -> new ArrayList<>())
                        .add(one.second()));
        return slower.isEmpty()
                ? "no significant difference"
                : slower.entrySet().stream()
                        .map(one -> one.getKey() + " faster than " + ReportText.joinNames(one.getValue()))
                        .collect(Collectors.joining("; "));
    }

    /** Number of workloads in which each server is faster than all others. */
    Map<String, Integer> wins() {
        Map<String, Integer> wins = new LinkedHashMap<>();
        result.workloads()
                .forEach(workload -> leader(workload.name()).ifPresent(server -> wins.merge(server, 1, Integer::sum)));
        return wins;
    }
}
