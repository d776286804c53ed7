package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.ColumnHead;
import dev.roundhouse.http.lab.report.view.ReportView.Table;
import dev.roundhouse.http.lab.report.view.ReportView.TableCell;
import dev.roundhouse.http.lab.report.view.ReportView.TableRow;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Footprint;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.RequestCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Table of costs per request and resources of each server. */
final class CostTable {
    private static final int MAX_CALLS = 4;

    private final ServerTags tags;

    CostTable(ServerTags serverTags) {
        this.tags = serverTags;
    }

    /** A column of the table, omitted if no server has a value. */
    private record CostColumn(String title, Function<Measurement, TableCell> cell) {
        private boolean isEmpty(List<Measurement> measured) {
            return measured.stream().allMatch(one -> cell.apply(one).text().equals(Numbers.NONE));
        }
    }

    private static final List<CostColumn> COLUMNS = List.of(
            new CostColumn(
                    "CPU",
                    one -> TableParts.number(
                            EstimateFormat.format(one.costs().cpuMicros(), EstimateFormat::micros),
                            system(one.costs()))),
            new CostColumn(
                    "System calls",
                    one -> TableParts.number(
                            EstimateFormat.format(one.costs().syscallsPerRequest(), Numbers::number),
                            calls(one.costs()))),
            new CostColumn("Context switches", one -> number(one.costs().switchesPerRequest())),
            new CostColumn("Preemptions", one -> number(one.costs().preemptionsPerRequest())),
            new CostColumn(
                    "Allocated",
                    one -> TableParts.number(EstimateFormat.format(one.costs().allocatedBytes(), Numbers::bytes))),
            new CostColumn("GC pauses", one -> TableParts.number(pauses(one.costs()), longest(one.costs()))),
            new CostColumn("Threads", one -> count(one.footprint().threads())),
            new CostColumn("Memory", one -> TableParts.number(memory(one.footprint()))),
            new CostColumn("Open files", one -> count(one.footprint().openFiles())),
            new CostColumn(
                    "Per idle connection",
                    one -> TableParts.number(
                            EstimateFormat.format(one.footprint().bytesPerIdleConnection(), Numbers::bytes))));

    /** The table, unless it would be empty. */
    Optional<Table> of(List<Measurement> measured) {
        List<CostColumn> columns = COLUMNS.stream()
                .filter(costColumn -> !costColumn.isEmpty(measured))
                .toList();
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<ColumnHead> heads = new ArrayList<>(TableParts.heads("Server"));
        columns.forEach(costColumn -> heads.add(new ColumnHead(costColumn.title(), true, Optional.empty())));
        List<TableRow> rows = measured.stream()
                .map(one -> new TableRow(
                        "",
                        Optional.of(tags.of(one.server())),
                        columns.stream()
                                .map(costColumn -> costColumn.cell().apply(one))
                                .toList()))
                .toList();
        return Optional.of(new Table("Costs", "per request unless noted; medians of the rounds", heads, rows));
    }

    private static TableCell number(Estimate estimate) {
        return TableParts.number(EstimateFormat.format(estimate, Numbers::number));
    }

    private static TableCell count(int count) {
        return TableParts.number(count > 0 ? Numbers.count(count) : Numbers.NONE);
    }

    private static String system(RequestCosts requestCosts) {
        return requestCosts.systemShare().isPresent()
                ? Numbers.percent(requestCosts.systemShare().median()) + " in the kernel"
                : "";
    }

    private static String calls(RequestCosts requestCosts) {
        return requestCosts.syscalls().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_CALLS)
                .map(call -> call.getKey() + " " + Numbers.number(call.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String pauses(RequestCosts requestCosts) {
        if (!requestCosts.gcPauses().isPresent()) {
            return Numbers.NONE;
        }
        double perSecond = requestCosts.gcPauses().median();
        return perSecond > 0
                ? EstimateFormat.millis(requestCosts.gcPauseMillis().median()) + " per second"
                : "none";
    }

    private static String longest(RequestCosts requestCosts) {
        return requestCosts.gcLongestMillis().isPresent()
                        && requestCosts.gcPauses().median() > 0
                ? Numbers.number(requestCosts.gcPauses().median()) + " pauses per second, the longest "
                        + EstimateFormat.millis(requestCosts.gcLongestMillis().median())
                : "";
    }

    private static String memory(Footprint footprint) {
        return footprint.rssBytes() > 0 ? Numbers.bytes((double) footprint.rssBytes()) : Numbers.NONE;
    }
}
