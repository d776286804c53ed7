package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.pages.ReportView.Cell;
import dev.roundhouse.http.lab.report.pages.ReportView.Fact;
import dev.roundhouse.http.lab.report.pages.ReportView.Row;
import dev.roundhouse.http.lab.report.pages.ReportView.Table;
import dev.roundhouse.http.lab.result.Conformance;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Where the figures come from: the gate, the machine, and the commands to have them again. */
final class Origins {
    private final RunResult result;
    private final Tags tags;

    Origins(RunResult result, Tags tags) {
        this.result = result;
        this.tags = tags;
    }

    /** What the conformance conversations said before anything was timed. */
    Optional<Table> gate() {
        if (result.servers().isEmpty()) {
            return Optional.empty();
        }
        List<Row> rows = result.servers().stream().map(this::gateRow).toList();
        return Optional.of(new Table(
                "The gate",
                "conversations of HTTP/1.1 that each server held before it was timed",
                Tables.andWords(
                        Tables.heads("Server", "Held", "As the RFCs say", "MUST broken", "SHOULD left"), "Which"),
                rows));
    }

    private Row gateRow(ServerFacts server) {
        Conformance found = server.conformance();
        List<Cell> cells = found.examined()
                ? List.of(
                        Tables.number(Figures.count(found.conversations())),
                        Tables.number(Figures.count(found.passed())),
                        Tables.number(Figures.count(found.mustBroken())),
                        Tables.number(Figures.count(found.shouldLeft())),
                        Tables.words(String.join("; ", found.broken())))
                : List.of(
                        Tables.number(Figures.NONE),
                        Tables.number(Figures.NONE),
                        Tables.number(Figures.NONE),
                        Tables.number(Figures.NONE),
                        Tables.words("not examined: " + found.note()));
        return new Row("", Optional.of(tags.of(server.name())), cells);
    }

    /** The machine. */
    List<Fact> machine() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("System", result.machine().system()));
        facts.add(new Fact(
                "Processor",
                result.machine().processor() + ", " + result.machine().cores() + " cores"));
        facts.add(new Fact("Memory", Figures.octets((double) result.machine().memoryBytes())));
        facts.add(new Fact("Open files", Figures.count(result.machine().openFiles())));
        facts.add(new Fact("Cores", result.pinning().sentence()));
        facts.add(new Fact("Java of the lab", result.machine().java()));
        new TreeMap<>(result.machine().tools()).forEach((tool, version) -> facts.add(new Fact(tool, version)));
        facts.add(new Fact("Roundhouse", result.version()));
        facts.add(new Fact("Took", Figures.time(result.seconds() * 1e9)));
        return facts;
    }

    /** What was run. */
    List<Fact> commands() {
        List<Fact> commands = new ArrayList<>();
        commands.add(new Fact("The lab", quoted(result.command())));
        result.servers()
                .forEach(server -> commands.add(new Fact(
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
