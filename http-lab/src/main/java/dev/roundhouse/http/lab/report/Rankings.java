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

/** Who is ahead where, as far as the intervals say so. */
final class Rankings {
    private final RunResult result;
    private final ServerTags tags;

    Rankings(RunResult result, ServerTags serverTags) {
        this.result = result;
        this.tags = serverTags;
    }

    /** What was measured of a workload, in the order of servers, without what was skipped. */
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
            List<Measurement> cached = measured(result, workload.name()).stream()
                    .filter(one -> one.throughput().isPresent())
                    .toList();
            if (!cached.isEmpty()) {
                lines.add(new RankingRow(
                        WorkloadSection.anchor(workload),
                        workload.title(),
                        dots(cached),
                        summary(workload.name(), cached)));
            }
        }
        return lines;
    }

    private List<RankingDot> dots(List<Measurement> cached) {
        double max = cached.stream()
                .mapToDouble(one -> one.throughput().median())
                .max()
                .orElse(1);
        return cached.stream().map(one -> dot(one, max)).toList();
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

    private String summary(String workload, List<Measurement> cached) {
        if (cached.size() == 1) {
            return "measured alone";
        }
        return leader(workload)
                .map(server -> server + " is ahead of all others")
                .orElseGet(() -> partialOrder(comparisons(result, workload, "throughput")));
    }

    /** The server that is faster than each of the others, if there is one. */
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

    /** Each server with those that it is ahead of. */
    static String partialOrder(List<Comparison> comparisons) {
        Map<String, List<String>> behind = new LinkedHashMap<>();
        comparisons.stream()
                .filter(one -> one.verdict() == ComparisonVerdict.DIFFERENT)
                .forEach(one -> behind.computeIfAbsent(one.first(), first -> new ArrayList<>())
                        .add(one.second()));
        return behind.isEmpty()
                ? "no difference can be told"
                : behind.entrySet().stream()
                        .map(one -> one.getKey() + " before " + ReportText.joinNames(one.getValue()))
                        .collect(Collectors.joining("; "));
    }

    /** In how many workloads each server is ahead of all others. */
    Map<String, Integer> wins() {
        Map<String, Integer> victories = new LinkedHashMap<>();
        result.workloads()
                .forEach(workload ->
                        leader(workload.name()).ifPresent(server -> victories.merge(server, 1, Integer::sum)));
        return victories;
    }
}
