package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.Axis;
import dev.roundhouse.http.lab.report.view.ReportView.Chart;
import dev.roundhouse.http.lab.report.view.ReportView.ChartPoint;
import dev.roundhouse.http.lab.report.view.ReportView.OverviewView;
import dev.roundhouse.http.lab.report.view.ReportView.Table;
import dev.roundhouse.http.lab.report.view.ReportView.TableCell;
import dev.roundhouse.http.lab.report.view.ReportView.TableRow;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.MemoryPoint;
import dev.roundhouse.http.lab.result.Round;
import dev.roundhouse.http.lab.result.RunResult;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Charts over all workloads: memory by connections, and the timeline of the run. */
final class OverviewSection {
    private static final double MEGA = 1e6;

    private final RunResult result;
    private final ServerTags tags;

    OverviewSection(RunResult result, ServerTags serverTags) {
        this.result = result;
        this.tags = serverTags;
    }

    OverviewView view() {
        List<Chart> charts =
                Stream.of(memory(), timeline()).flatMap(Optional::stream).toList();
        return new OverviewView(List.of(), charts);
    }

    private Optional<Chart> memory() {
        List<TableRow> rows = result.measurements().stream()
                .flatMap(one -> one.footprint().growth().stream().map(point -> memoryRow(one, point)))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        "Memory by connections",
                        "resident memory of the server by number of idle connections",
                        new Axis("linear", ""),
                        new Axis("linear", "MB"),
                        false,
                        tags.all(),
                        new Table(
                                "Memory by connections",
                                "",
                                TableParts.heads("Server", "Connections", "Memory", "Threads", "Open files"),
                                rows)));
    }

    private TableRow memoryRow(Measurement one, MemoryPoint point) {
        ChartPoint drawn = new ChartPoint(
                tags.seriesOf(one.server()),
                Integer.toString(point.connections()),
                Numbers.plain(point.rssBytes() / MEGA),
                "",
                "",
                false,
                false);
        List<TableCell> cells = List.of(
                TableParts.number(Numbers.count(point.connections())),
                TableParts.point(Numbers.bytes((double) point.rssBytes()), "", drawn),
                TableParts.number(Numbers.count(point.threads())),
                TableParts.number(Numbers.count(point.openFiles())));
        return new TableRow("", Optional.of(tags.of(one.server())), cells);
    }

    /** A round and the best round of its workload: throughput is relative to it, since workloads differ by powers of ten. */
    private record TimedRound(Measurement of, Round round, double best) {}

    private Optional<Chart> timeline() {
        Map<String, Double> best = new HashMap<>();
        result.measurements()
                .forEach(
                        one -> one.rounds().forEach(round -> best.merge(one.workload(), round.perSecond(), Math::max)));
        List<TableRow> rows = result.measurements().stream()
                .flatMap(one ->
                        one.rounds().stream().map(round -> new TimedRound(one, round, best.get(one.workload()))))
                .sorted(Comparator.comparingDouble(
                        timedRound -> timedRound.round().startedAt()))
                .map(this::timelineRow)
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        "Timeline",
                        "throughput of each round in percent of the best one of its workload, in execution order:"
                                + " a slope means that the machine changed",
                        new Axis("linear", "s"),
                        new Axis("linear", ""),
                        false,
                        tags.all(),
                        new Table(
                                "Timeline",
                                "",
                                TableParts.withTextColumn(
                                        TableParts.heads("Server", "Start", "Relative to best"), "Workload, round"),
                                rows)));
    }

    private TableRow timelineRow(TimedRound timedRound) {
        Round round = timedRound.round();
        double percent = timedRound.best() > 0 ? 100 * round.perSecond() / timedRound.best() : 0;
        ChartPoint drawn = new ChartPoint(
                tags.seriesOf(timedRound.of().server()),
                Numbers.plain(round.startedAt()),
                Numbers.plain(percent),
                "",
                "",
                false,
                round.isLowerBound());
        List<TableCell> cells = List.of(
                TableParts.number(Numbers.time(round.startedAt() * 1e9)),
                TableParts.point(Numbers.percent(percent / 100), "", drawn),
                TableParts.text(timedRound.of().workload() + ", " + round.launch() + "." + round.number()
                        + (round.isLowerBound() ? ", a lower bound: " + round.saturationReason() : "")));
        return new TableRow("", Optional.of(tags.of(timedRound.of().server())), cells);
    }
}
