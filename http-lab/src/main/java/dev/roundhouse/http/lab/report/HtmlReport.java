package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.pages.ReportView;
import dev.roundhouse.http.lab.report.pages.ReportView.WorkloadView;
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
public final class HtmlReport {
    private HtmlReport() {}

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
        return ReportPage.render(view(result));
    }

    private static ReportView view(RunResult result) throws IOException {
        ServerTags tags = new ServerTags(result);
        Rankings standings = new Rankings(result, tags);
        ReportText words = new ReportText(result, standings);
        ProvenanceSection origins = new ProvenanceSection(result, tags);
        WorkloadSection section = new WorkloadSection(result, tags);
        List<WorkloadView> workloads = result.workloads().stream()
                .map(section::of)
                .flatMap(Optional::stream)
                .toList();
        return new ReportView(
                "Roundhouse lab, " + result.started(),
                words.provenance(),
                words.headline(),
                words.lead(),
                tags.all(),
                standings.rows(),
                words.recommendations(),
                words.notes(),
                workloads,
                new OverviewSection(result, tags).view(),
                origins.conformanceTable(),
                origins.machine(),
                origins.commands(),
                result.procedure().description(),
                ReportPage.assets(),
                ReportPage.escapeForScript(RunJson.text(result)));
    }
}
