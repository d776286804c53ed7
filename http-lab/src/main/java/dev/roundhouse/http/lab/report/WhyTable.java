package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.pages.ReportView.Cell;
import dev.roundhouse.http.lab.report.pages.ReportView.Head;
import dev.roundhouse.http.lab.report.pages.ReportView.Row;
import dev.roundhouse.http.lab.report.pages.ReportView.Table;
import dev.roundhouse.http.lab.result.Costs;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Footprint;
import dev.roundhouse.http.lab.result.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures behind the speed: what a request costs, and what the server takes. */
final class WhyTable {
    private static final int CALLS_SHOWN = 4;

    private final Tags tags;

    WhyTable(Tags tags) {
        this.tags = tags;
    }

    /** A column of the table, left out when no server has a figure for it. */
    private record Column(String title, Function<Measurement, Cell> cell) {
        private boolean isEmpty(List<Measurement> measured) {
            return measured.stream().allMatch(one -> cell.apply(one).text().equals(Figures.NONE));
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column(
                    "CPU",
                    one -> Tables.number(Bounds.figure(one.costs().cpuMicros(), Bounds::micros), system(one.costs()))),
            new Column(
                    "System calls",
                    one -> Tables.number(
                            Bounds.figure(one.costs().syscallsPerRequest(), Figures::number), calls(one.costs()))),
            new Column("Waits", one -> number(one.costs().switchesPerRequest())),
            new Column("Preemptions", one -> number(one.costs().preemptionsPerRequest())),
            new Column(
                    "Allocated", one -> Tables.number(Bounds.figure(one.costs().allocatedBytes(), Figures::octets))),
            new Column("GC pauses", one -> Tables.number(pauses(one.costs()), longest(one.costs()))),
            new Column("Threads", one -> count(one.footprint().threads())),
            new Column("Memory", one -> Tables.number(memory(one.footprint()))),
            new Column("Open files", one -> count(one.footprint().openFiles())),
            new Column(
                    "Per idle connection",
                    one -> Tables.number(Bounds.figure(one.footprint().bytesPerIdleConnection(), Figures::octets))));

    /** The table, unless nothing was taken down. */
    Optional<Table> of(List<Measurement> measured) {
        List<Column> columns =
                COLUMNS.stream().filter(column -> !column.isEmpty(measured)).toList();
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<Head> heads = new ArrayList<>(Tables.heads("Server"));
        columns.forEach(column -> heads.add(new Head(column.title(), true, Optional.empty())));
        List<Row> rows = measured.stream()
                .map(one -> new Row(
                        "",
                        Optional.of(tags.of(one.server())),
                        columns.stream().map(column -> column.cell().apply(one)).toList()))
                .toList();
        return Optional.of(
                new Table("Why", "per request, or per second where it says so; medians of the rounds", heads, rows));
    }

    private static Cell number(Estimate estimate) {
        return Tables.number(Bounds.figure(estimate, Figures::number));
    }

    private static Cell count(int count) {
        return Tables.number(count > 0 ? Figures.count(count) : Figures.NONE);
    }

    private static String system(Costs costs) {
        return costs.systemShare().known() ? Figures.percent(costs.systemShare().median()) + " in the system" : "";
    }

    private static String calls(Costs costs) {
        return costs.syscalls().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CALLS_SHOWN)
                .map(call -> call.getKey() + " " + Figures.number(call.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String pauses(Costs costs) {
        if (!costs.gcPauses().known()) {
            return Figures.NONE;
        }
        double perSecond = costs.gcPauses().median();
        return perSecond > 0 ? Bounds.millis(costs.gcPauseMillis().median()) + " of each second" : "none";
    }

    private static String longest(Costs costs) {
        return costs.gcLongestMillis().known() && costs.gcPauses().median() > 0
                ? Figures.number(costs.gcPauses().median()) + " in it, the longest "
                        + Bounds.millis(costs.gcLongestMillis().median())
                : "";
    }

    private static String memory(Footprint footprint) {
        return footprint.rssBytes() > 0 ? Figures.octets((double) footprint.rssBytes()) : Figures.NONE;
    }
}
