package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.LabelledValue;
import dev.roundhouse.http.lab.report.view.ReportView.Table;
import dev.roundhouse.http.lab.report.view.ReportView.TableCell;
import dev.roundhouse.http.lab.report.view.ReportView.TableRow;
import dev.roundhouse.http.lab.result.ConformanceSummary;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.ServerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Provenance of the results: conformance check, machine, and commands to repeat the run. */
final class ProvenanceSection {
    private final RunResult result;
    private final ServerTags tags;

    ProvenanceSection(RunResult result, ServerTags serverTags) {
        this.result = result;
        this.tags = serverTags;
    }

    /** The results of the conformance check. */
    Optional<Table> conformanceTable() {
        if (result.servers().isEmpty()) {
            return Optional.empty();
        }
        List<TableRow> rows =
                result.servers().stream().map(this::conformanceRow).toList();
        return Optional.of(new Table(
                "Conformance check",
                "HTTP/1.1 scenarios run against each server before the measurement",
                TableParts.withTextColumn(
                        TableParts.heads("Server", "Scenarios", "Passed", "MUST failures", "SHOULD failures"),
                        "Failures"),
                rows));
    }

    private TableRow conformanceRow(ServerInfo server) {
        ConformanceSummary summary = server.conformance();
        List<TableCell> cells = summary.isRun()
                ? List.of(
                        TableParts.number(Numbers.count(summary.scenarios())),
                        TableParts.number(Numbers.count(summary.passed())),
                        TableParts.number(Numbers.count(summary.mustFailed())),
                        TableParts.number(Numbers.count(summary.shouldFailed())),
                        TableParts.text(String.join("; ", summary.failedScenarios())))
                : List.of(
                        TableParts.number(Numbers.NONE),
                        TableParts.number(Numbers.NONE),
                        TableParts.number(Numbers.NONE),
                        TableParts.number(Numbers.NONE),
                        TableParts.text("not run: " + summary.note()));
        return new TableRow("", Optional.of(tags.of(server.name())), cells);
    }

    /** The machine. */
    List<LabelledValue> machine() {
        List<LabelledValue> values = new ArrayList<>();
        values.add(new LabelledValue("System", result.machine().system()));
        values.add(new LabelledValue(
                "Processor",
                result.machine().processor() + ", " + result.machine().cores() + " cores"));
        values.add(new LabelledValue(
                "Memory", Numbers.bytes((double) result.machine().memoryBytes())));
        values.add(
                new LabelledValue("Open files", Numbers.count(result.machine().openFiles())));
        values.add(new LabelledValue("Cores", result.pinning().description()));
        values.add(new LabelledValue("Java of the lab", result.machine().java()));
        new TreeMap<>(result.machine().tools())
                .forEach((tool, version) -> values.add(new LabelledValue(tool, version)));
        values.add(new LabelledValue("Roundhouse", result.version()));
        values.add(new LabelledValue("Duration", Numbers.time(result.seconds() * 1e9)));
        return values;
    }

    /** The commands of the run. */
    List<LabelledValue> commands() {
        List<LabelledValue> commands = new ArrayList<>();
        commands.add(new LabelledValue("The lab", quoted(result.command())));
        result.servers()
                .forEach(server -> commands.add(new LabelledValue(
                        server.java().isEmpty() ? server.name() : server.name() + " on Java " + server.java(),
                        quoted(server.command()))));
        return commands;
    }

    /** Quotes a command for a shell. */
    private static String quoted(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .reduce((all, word) -> all + " " + word)
                .orElse("");
    }
}
