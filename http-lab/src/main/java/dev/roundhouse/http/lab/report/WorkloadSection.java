package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.BarTable;
import dev.roundhouse.http.lab.report.view.ReportView.Chart;
import dev.roundhouse.http.lab.report.view.ReportView.WorkloadView;
import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The section of one workload. */
final class WorkloadSection {
    private final RunResult result;
    private final BarCharts bars;
    private final LatencyCharts latencies;
    private final CostTable costTable;

    WorkloadSection(RunResult result, ServerTags serverTags) {
        this.result = result;
        this.bars = new BarCharts(serverTags);
        this.latencies = new LatencyCharts(serverTags);
        this.costTable = new CostTable(serverTags);
    }

    /** The anchor of a section. */
    static String anchor(WorkloadInfo workload) {
        return "w-" + workload.name();
    }

    /** The section, unless there is no measurement. */
    Optional<WorkloadView> of(WorkloadInfo workload) {
        List<Measurement> all = result.measurements().stream()
                .filter(one -> one.workload().equals(workload.name()))
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Measurement> measured = Rankings.measured(result, workload.name());
        return Optional.of(new WorkloadView(
                anchor(workload),
                workload.title(),
                description(workload),
                conclusions(workload, all),
                barTables(measured),
                charts(measured),
                costTable.of(measured),
                reasons(workload, measured)));
    }

    private static String description(WorkloadInfo workload) {
        return workload.check().isEmpty()
                ? workload.description()
                : workload.description() + " Verified: " + workload.check() + ".";
    }

    private List<String> conclusions(WorkloadInfo workload, List<Measurement> all) {
        List<String> texts = new ArrayList<>();
        Stream<Comparison> reported = result.comparisons().stream()
                .filter(one -> one.workload().equals(workload.name()))
                .filter(one -> one.verdict() == ComparisonVerdict.DIFFERENT
                        || !one.metric().equals("cpu"));
        reported.map(Comparison::description).forEach(texts::add);
        all.stream()
                .filter(one -> !one.skipped().isEmpty())
                .map(one -> one.server() + " was not measured: " + one.skipped())
                .forEach(texts::add);
        all.forEach(one -> texts.addAll(notes(one)));
        return texts;
    }

    private static List<String> notes(Measurement one) {
        List<String> notes = new ArrayList<>();
        if (!one.responses().isAllCorrect()) {
            notes.add(one.server() + ": " + Numbers.count(one.responses().wrong()) + " wrong responses, "
                    + Numbers.count(one.responses().failed()) + " failures and "
                    + Numbers.count(one.responses().timedOut()) + " timeouts: "
                    + String.join(", ", one.responses().reasons().keySet()) + ".");
        }
        one.notes().forEach(note -> notes.add(one.server() + ": " + note));
        return notes;
    }

    private List<BarTable> barTables(List<Measurement> measured) {
        String confidence = Numbers.percent(result.procedure().confidence());
        return Stream.of(
                        bars.throughput(measured, confidence),
                        bars.timeToFirstResponse(measured),
                        bars.startupCpu(measured),
                        bars.coordinatedOmission(measured))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Chart> charts(List<Measurement> measured) {
        return Stream.of(latencies.byPercentile(measured), latencies.byRate(measured))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> reasons(WorkloadInfo workload, List<Measurement> measured) {
        Map<String, Measurement> byServer =
                measured.stream().collect(Collectors.toMap(Measurement::server, Function.identity()));
        return CostExplanations.of(Rankings.comparisons(result, workload.name(), "throughput"), byServer);
    }
}
