package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.pages.ReportView;
import dev.roundhouse.http.lab.report.pages.ReportView.Workload;
import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The report of a run: one HTML file with its styles, scripts and data in it, which opens from a disk without a network. All
 * figures stand in tables, from which a script draws the charts; without script the tables are the report.
 */
public final class ReportFile {
    private ReportFile() {}

    /**
     * Writes the report; a file that is there is replaced.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(RunResult result, Path file) throws IOException {
        Files.writeString(file, text(result));
    }

    /** The whole page. */
    static String text(RunResult result) throws IOException {
        return Page.render(view(result));
    }

    private static ReportView view(RunResult result) throws IOException {
        Tags tags = new Tags(result);
        Standings standings = new Standings(result, tags);
        Words words = new Words(result, standings);
        Origins origins = new Origins(result, tags);
        WorkloadSection section = new WorkloadSection(result, tags);
        List<Workload> workloads = result.workloads().stream()
                .map(section::of)
                .flatMap(Optional::stream)
                .toList();
        return new ReportView(
                "Roundhouse lab, " + result.started(),
                words.origin(),
                words.headline(),
                words.lead(),
                tags.all(),
                standings.lines(),
                words.choices(),
                words.notes(),
                workloads,
                new AcrossSection(result, tags).view(),
                origins.gate(),
                origins.machine(),
                origins.commands(),
                result.procedure().sentences(),
                Page.assets(),
                Page.inScript(RunJson.text(result)));
    }
}
