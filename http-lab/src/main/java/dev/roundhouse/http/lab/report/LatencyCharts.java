package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.Axis;
import dev.roundhouse.http.lab.report.view.ReportView.Chart;
import dev.roundhouse.http.lab.report.view.ReportView.ChartPoint;
import dev.roundhouse.http.lab.report.view.ReportView.ColumnHead;
import dev.roundhouse.http.lab.report.view.ReportView.Table;
import dev.roundhouse.http.lab.report.view.ReportView.TableCell;
import dev.roundhouse.http.lab.report.view.ReportView.TableRow;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.OpenLoopPoint;
import dev.roundhouse.http.lab.result.PercentilePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Charts of open-loop latency: by percentile at one rate, and by rate. */
final class LatencyCharts {
    /** Percentiles of the chart. */
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99};

    private static final double HALF = 0.5;
    private static final double MILLIS = 1000;

    private final ServerTags tags;

    LatencyCharts(ServerTags serverTags) {
        this.tags = serverTags;
    }

    /** The points that were not discarded, by ascending rate. */
    static List<OpenLoopPoint> validPoints(Measurement one) {
        return one.open().stream()
                .filter(point -> point.isValid() && point.latency().count() > 0)
                .sorted(Comparator.comparingDouble(OpenLoopPoint::offered))
                .toList();
    }

    /** Latency by percentile, each server at the rate nearest to half of its peak. */
    Optional<Chart> byPercentile(List<Measurement> measured) {
        List<Measurement> present =
                measured.stream().filter(one -> !validPoints(one).isEmpty()).toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        List<ColumnHead> heads = new ArrayList<>();
        heads.add(new ColumnHead("Percentile", false, Optional.empty()));
        present.forEach(one -> heads.add(TableParts.head(tags.of(one.server()))));
        List<TableRow> rows = IntStream.range(0, PERCENTILES.length)
                .mapToObj(index -> percentileRow(PERCENTILES[index], present))
                .toList();
        Table table = new Table("Latency by percentile", rates(present), heads, rows);
        return Optional.of(new Chart(
                "Latency by percentile",
                "open loop, measured from the due time",
                new Axis("log", "nines"),
                new Axis("log", "ms"),
                true,
                tags.all(),
                table));
    }

    private static OpenLoopPoint atHalf(Measurement one) {
        return validPoints(one).stream()
                .min(Comparator.comparingDouble(point -> Math.abs(point.share() - HALF)))
                .orElseThrow();
    }

    private static String rates(List<Measurement> present) {
        return present.stream()
                .map(one -> one.server() + " at " + Numbers.rate(atHalf(one).offered()))
                .reduce((all, next) -> all + ", " + next)
                .orElse("");
    }

    private TableRow percentileRow(double percentile, List<Measurement> present) {
        List<TableCell> cells = present.stream()
                .map(one -> percentileCell(percentile, tags.seriesOf(one.server()), atHalf(one)))
                .toList();
        return new TableRow(Numbers.number(percentile) + "%", Optional.empty(), cells);
    }

    private static TableCell percentileCell(double percentile, int series, OpenLoopPoint at) {
        // With fewer responses, the percentile would just be the maximum.
        boolean isPresent = at.latency().count() * (1 - percentile / 100) >= 1;
        if (!isPresent) {
            return TableParts.number(Numbers.NONE);
        }
        double micros = micros(at.latency().curve(), percentile);
        String x = Numbers.plain(1 / (1 - percentile / 100));
        return TableParts.point(
                EstimateFormat.micros(micros),
                "",
                new ChartPoint(series, x, Numbers.plain(micros / MILLIS), "", "", false, false));
    }

    /** The first point of the curve that covers the percentile. */
    private static double micros(List<PercentilePoint> curve, double percentile) {
        return curve.stream()
                .filter(point -> point.percentile() >= percentile - 1e-9)
                .mapToDouble(PercentilePoint::micros)
                .findFirst()
                .orElse(curve.isEmpty() ? 0 : curve.get(curve.size() - 1).micros());
    }

    /** Latency by rate, if some server was measured at more than one. */
    Optional<Chart> byRate(List<Measurement> measured) {
        List<TableRow> rows = measured.stream().flatMap(this::rateRows).toList();
        boolean varied = measured.stream().anyMatch(one -> one.open().size() > 1);
        if (!varied) {
            return Optional.empty();
        }
        Table table = new Table(
                "Latency by rate",
                "99th percentile",
                TableParts.withTextColumn(TableParts.heads("Server", "Rate", "99th percentile"), "Note"),
                rows);
        return Optional.of(new Chart(
                "Latency by rate",
                "99th percentile; a dotted line marks the highest sustained rate; hollow marks were discarded",
                new Axis("linear", "/s"),
                new Axis("log", "ms"),
                false,
                tags.all(),
                table));
    }

    private Stream<TableRow> rateRows(Measurement one) {
        Optional<OpenLoopPoint> knee = knee(one);
        return one.open().stream()
                .filter(point -> point.p99().isPresent() && point.p99().median() > 0)
                .sorted(Comparator.comparingDouble(OpenLoopPoint::offered))
                .map(point -> rateRow(one, point, knee.equals(Optional.of(point))));
    }

    /** The highest sustained rate, if a higher one was not sustained. */
    private static Optional<OpenLoopPoint> knee(Measurement one) {
        List<OpenLoopPoint> points = validPoints(one);
        boolean fell = points.stream().anyMatch(point -> !point.isSustained());
        return fell
                ? points.stream().filter(OpenLoopPoint::isSustained).reduce((before, last) -> last)
                : Optional.empty();
    }

    private TableRow rateRow(Measurement one, OpenLoopPoint point, boolean knee) {
        double median = point.p99().median();
        boolean interval = EstimateFormat.hasInterval(point.p99());
        ChartPoint drawn = new ChartPoint(
                tags.seriesOf(one.server()),
                Numbers.plain(point.offered()),
                Numbers.plain(median / MILLIS),
                interval ? Numbers.plain(Math.max(point.p99().low(), 1) / MILLIS) : "",
                interval ? Numbers.plain(point.p99().high() / MILLIS) : "",
                knee,
                !point.isValid());
        List<TableCell> cells = List.of(
                TableParts.number(Numbers.rate(point.offered())),
                TableParts.point(
                        EstimateFormat.micros(median),
                        EstimateFormat.interval(point.p99(), EstimateFormat::micros),
                        drawn),
                TableParts.text(note(point, knee)));
        return new TableRow("", Optional.of(tags.of(one.server())), cells);
    }

    private static String note(OpenLoopPoint point, boolean knee) {
        if (!point.isValid()) {
            return "discarded: " + point.discardReason();
        }
        if (!point.isSustained()) {
            return "sustained only " + Numbers.rate(point.achieved());
        }
        return knee ? point.label() + ", highest sustained rate" : point.label();
    }
}
