package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.Bar;
import dev.roundhouse.http.lab.report.view.ReportView.BarRow;
import dev.roundhouse.http.lab.report.view.ReportView.BarTable;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.OpenLoopPoint;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Bar charts: throughput, startup, and latency with coordinated omission. */
final class BarCharts {
    private final ServerTags tags;

    BarCharts(ServerTags serverTags) {
        this.tags = serverTags;
    }

    /** Correct responses per second in the closed loop. */
    Optional<BarTable> throughput(List<Measurement> measured, String confidence) {
        return bars(
                "Throughput",
                "closed loop, median of the rounds with its " + confidence + " interval",
                measured,
                Measurement::throughput,
                Numbers::rate);
    }

    /** Time from process start to the first response. */
    Optional<BarTable> timeToFirstResponse(List<Measurement> measured) {
        return bars(
                "Time to first response",
                "from process start",
                measured,
                one -> one.startup().millis(),
                EstimateFormat::millis);
    }

    /** CPU time of the startup. */
    Optional<BarTable> startupCpu(List<Measurement> measured) {
        return bars(
                "CPU time until first response",
                "of all threads",
                measured,
                one -> one.startup().cpuMillis(),
                EstimateFormat::millis);
    }

    private Optional<BarTable> bars(
            String title,
            String note,
            List<Measurement> measured,
            Function<Measurement, Estimate> metric,
            DoubleFunction<String> unit) {
        List<Measurement> present =
                measured.stream().filter(one -> metric.apply(one).isPresent()).toList();
        double longest = present.stream()
                .mapToDouble(one -> metric.apply(one).high())
                .max()
                .orElse(0);
        List<BarRow> rows = present.stream()
                .map(one -> new BarRow(tags.of(one.server()), List.of(bar(metric.apply(one), longest, unit))))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(new BarTable(title, note, "", rows));
    }

    private static Bar bar(Estimate estimate, double longest, DoubleFunction<String> unit) {
        String low = Numbers.length(EstimateFormat.hasInterval(estimate) ? estimate.low() : estimate.median(), longest);
        String high =
                Numbers.length(EstimateFormat.hasInterval(estimate) ? estimate.high() : estimate.median(), longest);
        return new Bar(
                "",
                Numbers.length(estimate.median(), longest),
                low,
                high,
                EstimateFormat.format(estimate, unit),
                EstimateFormat.interval(estimate, unit));
    }

    /**
     * Coordinated omission: the latency of the same responses measured from the actual send time and from the due time,
     * at the highest rate of each server, where the difference is largest.
     */
    Optional<BarTable> coordinatedOmission(List<Measurement> measured) {
        List<Measurement> present =
                measured.stream().filter(one -> highestRate(one).isPresent()).toList();
        double longest = present.stream()
                .mapToDouble(one -> highestRate(one).orElseThrow().latency().p99())
                .max()
                .orElse(0);
        List<BarRow> rows = present.stream()
                .map(one -> new BarRow(
                        tags.of(one.server()), latencyBars(highestRate(one).orElseThrow(), longest)))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new BarTable(
                        "Latency with coordinated omission",
                        "99th percentile at the highest rate: hatched from the send time, solid from the due" + " time",
                        "thin",
                        rows));
    }

    private static Optional<OpenLoopPoint> highestRate(Measurement one) {
        List<OpenLoopPoint> points = LatencyCharts.validPoints(one);
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }

    private static List<Bar> latencyBars(OpenLoopPoint point, double longest) {
        double uncorrected = point.uncorrectedLatency().p99();
        double corrected = point.latency().p99();
        String factor = uncorrected > 0 ? "corrected, ×" + Numbers.number(corrected / uncorrected) : "corrected";
        return List.of(
                bar("uncorrected", uncorrected, longest, "uncorrected at " + Numbers.rate(point.offered())),
                bar("", corrected, longest, factor));
    }

    private static Bar bar(String style, double micros, double longest, String note) {
        String length = Numbers.length(micros, longest);
        return new Bar(style, length, length, length, EstimateFormat.micros(micros), note);
    }
}
