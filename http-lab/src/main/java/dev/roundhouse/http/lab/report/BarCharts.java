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

/** Bars: throughput, start-up, and what a naive tool would have claimed. */
final class BarCharts {
    private final ServerTags tags;

    BarCharts(ServerTags serverTags) {
        this.tags = serverTags;
    }

    /** Correct answers per second in the closed loop. */
    Optional<BarTable> throughput(List<Measurement> measured, String confidence) {
        return bars(
                "Throughput",
                "closed loop, median of the rounds with its " + confidence + " interval",
                measured,
                Measurement::throughput,
                Numbers::rate);
    }

    /** From the start of the process to the first answer. */
    Optional<BarTable> timeToFirstResponse(List<Measurement> measured) {
        return bars(
                "Time to the first answer",
                "from the start of the process",
                measured,
                one -> one.startup().millis(),
                EstimateFormat::millis);
    }

    /** What the start took of the processor. */
    Optional<BarTable> startupCpu(List<Measurement> measured) {
        return bars(
                "Processor time until then",
                "of all its threads",
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
        List<Measurement> cached =
                measured.stream().filter(one -> metric.apply(one).isPresent()).toList();
        double longest = cached.stream()
                .mapToDouble(one -> metric.apply(one).high())
                .max()
                .orElse(0);
        List<BarRow> rows = cached.stream()
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
     * The coordinated omission: the same answers, once timed from when a request could be sent, and once from when it was
     * due. At the highest rate that each server was asked at, where the difference is largest.
     */
    Optional<BarTable> coordinatedOmission(List<Measurement> measured) {
        List<Measurement> cached =
                measured.stream().filter(one -> highestRate(one).isPresent()).toList();
        double longest = cached.stream()
                .mapToDouble(one -> highestRate(one).orElseThrow().latency().p99())
                .max()
                .orElse(0);
        List<BarRow> rows = cached.stream()
                .map(one -> new BarRow(
                        tags.of(one.server()), latencyBars(highestRate(one).orElseThrow(), longest)))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new BarTable(
                        "Latency with coordinated omission",
                        "99th percentile at the highest rate: hatched, from when a request was sent; solid, from when it was"
                                + " due",
                        "thin",
                        rows));
    }

    private static Optional<OpenLoopPoint> highestRate(Measurement one) {
        List<OpenLoopPoint> counting = LatencyCharts.validPoints(one);
        return counting.isEmpty() ? Optional.empty() : Optional.of(counting.get(counting.size() - 1));
    }

    private static List<Bar> latencyBars(OpenLoopPoint point, double longest) {
        double claimed = point.uncorrectedLatency().p99();
        double really = point.latency().p99();
        String factor = claimed > 0 ? "in truth, ×" + Numbers.number(really / claimed) : "in truth";
        return List.of(
                bar("claimed", claimed, longest, "claimed at " + Numbers.rate(point.offered())),
                bar("", really, longest, factor));
    }

    private static Bar bar(String style, double micros, double longest, String note) {
        String length = Numbers.length(micros, longest);
        return new Bar(style, length, length, length, EstimateFormat.micros(micros), note);
    }
}
