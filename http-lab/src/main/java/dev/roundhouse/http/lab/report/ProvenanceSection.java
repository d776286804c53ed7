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

/** Where the figures come from: the gate, the machine, and the commands to have them again. */
final class ProvenanceSection {
    private final RunResult result;
    private final ServerTags tags;

    ProvenanceSection(RunResult result, ServerTags serverTags) {
        this.result = result;
        this.tags = serverTags;
    }

    /** What the conformance conversations said before anything was timed. */
    Optional<Table> conformanceTable() {
        if (result.servers().isEmpty()) {
            return Optional.empty();
        }
        List<TableRow> rows =
                result.servers().stream().map(this::conformanceRow).toList();
        return Optional.of(new Table(
                "The gate",
                "conversations of HTTP/1.1 that each server held before it was timed",
                TableParts.withTextColumn(
                        TableParts.heads("Server", "Held", "As the RFCs say", "MUST broken", "SHOULD left"), "Which"),
                rows));
    }

    private TableRow conformanceRow(ServerInfo server) {
        ConformanceSummary found = server.conformance();
        List<TableCell> cells = found.isRun()
                ? List.of(
                        TableParts.number(Numbers.count(found.scenarios())),
                        TableParts.number(Numbers.count(found.passed())),
                        TableParts.number(Numbers.count(found.mustFailed())),
                        TableParts.number(Numbers.count(found.shouldFailed())),
                        TableParts.text(String.join("; ", found.failedScenarios())))
                : List.of(
                        TableParts.number(Numbers.NONE),
                        TableParts.number(Numbers.NONE),
                        TableParts.number(Numbers.NONE),
                        TableParts.number(Numbers.NONE),
                        TableParts.text("not examined: " + found.note()));
        return new TableRow("", Optional.of(tags.of(server.name())), cells);
    }

    /** The machine. */
    List<LabelledValue> machine() {
        List<LabelledValue> facts = new ArrayList<>();
        facts.add(new LabelledValue("System", result.machine().system()));
        facts.add(new LabelledValue(
                "Processor",
                result.machine().processor() + ", " + result.machine().cores() + " cores"));
        facts.add(new LabelledValue(
                "Memory", Numbers.bytes((double) result.machine().memoryBytes())));
        facts.add(new LabelledValue("Open files", Numbers.count(result.machine().openFiles())));
        facts.add(new LabelledValue("Cores", result.pinning().description()));
        facts.add(new LabelledValue("Java of the lab", result.machine().java()));
        new TreeMap<>(result.machine().tools()).forEach((tool, version) -> facts.add(new LabelledValue(tool, version)));
        facts.add(new LabelledValue("Roundhouse", result.version()));
        facts.add(new LabelledValue("Took", Numbers.time(result.seconds() * 1e9)));
        return facts;
    }

    /** What was run. */
    List<LabelledValue> commands() {
        List<LabelledValue> commands = new ArrayList<>();
        commands.add(new LabelledValue("The lab", quoted(result.command())));
        result.servers()
                .forEach(server -> commands.add(new LabelledValue(
                        server.java().isEmpty() ? server.name() : server.name() + " on Java " + server.java(),
                        quoted(server.command()))));
        return commands;
    }

    /** As a shell takes it. */
    private static String quoted(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .reduce((all, word) -> all + " " + word)
                .orElse("");
    }
}
