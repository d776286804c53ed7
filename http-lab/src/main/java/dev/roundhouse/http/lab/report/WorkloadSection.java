package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.pages.ReportView.Bars;
import dev.roundhouse.http.lab.report.pages.ReportView.Chart;
import dev.roundhouse.http.lab.report.pages.ReportView.Workload;
import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.Verdict;
import dev.roundhouse.http.lab.result.WorkloadFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All about one workload. */
final class WorkloadSection {
    private final RunResult result;
    private final BarCharts bars;
    private final LatencyCharts latencies;
    private final WhyTable why;

    WorkloadSection(RunResult result, Tags tags) {
        this.result = result;
        this.bars = new BarCharts(tags);
        this.latencies = new LatencyCharts(tags);
        this.why = new WhyTable(tags);
    }

    /** The name of a section in links. */
    static String anchor(WorkloadFacts workload) {
        return "w-" + workload.name();
    }

    /** The section, unless no server came to it. */
    Optional<Workload> of(WorkloadFacts workload) {
        List<Measurement> all = result.measurements().stream()
                .filter(one -> one.workload().equals(workload.name()))
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Measurement> measured = Standings.measured(result, workload.name());
        return Optional.of(new Workload(
                anchor(workload),
                workload.title(),
                about(workload),
                verdicts(workload, all),
                figures(measured),
                charts(measured),
                why.of(measured),
                reasons(workload, measured)));
    }

    private static String about(WorkloadFacts workload) {
        return workload.check().isEmpty()
                ? workload.sentence()
                : workload.sentence() + " Checked: " + workload.check() + ".";
    }

    private List<String> verdicts(WorkloadFacts workload, List<Measurement> all) {
        List<String> verdicts = new ArrayList<>();
        Stream<Comparison> spoken = result.comparisons().stream()
                .filter(one -> one.workload().equals(workload.name()))
                .filter(one ->
                        one.verdict() == Verdict.DIFFERENT || !one.metric().equals("cpu"));
        spoken.map(Comparison::sentence).forEach(verdicts::add);
        all.stream()
                .filter(one -> !one.skipped().isEmpty())
                .map(one -> one.server() + " was not measured: " + one.skipped())
                .forEach(verdicts::add);
        all.forEach(one -> verdicts.addAll(notes(one)));
        return verdicts;
    }

    private static List<String> notes(Measurement one) {
        List<String> notes = new ArrayList<>();
        if (!one.answers().clean()) {
            notes.add(one.server() + " gave " + Figures.count(one.answers().wrong()) + " wrong answers, "
                    + Figures.count(one.answers().failed()) + " failed and "
                    + Figures.count(one.answers().timedOut()) + " came too late: "
                    + String.join(", ", one.answers().reasons().keySet()) + ".");
        }
        one.notes().forEach(note -> notes.add(one.server() + ": " + note));
        return notes;
    }

    private List<Bars> figures(List<Measurement> measured) {
        String confidence = Figures.percent(result.procedure().confidence());
        return Stream.of(
                        bars.throughput(measured, confidence),
                        bars.firstAnswer(measured),
                        bars.startingCpu(measured),
                        bars.omission(measured))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Chart> charts(List<Measurement> measured) {
        return Stream.of(latencies.byPercentile(measured), latencies.byRate(measured))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> reasons(WorkloadFacts workload, List<Measurement> measured) {
        Map<String, Measurement> byServer =
                measured.stream().collect(Collectors.toMap(Measurement::server, Function.identity()));
        return Reasons.of(Standings.comparisons(result, workload.name(), "throughput"), byServer);
    }
}
