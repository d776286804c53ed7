package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView;
import dev.roundhouse.http.lab.report.view.ReportView.WorkloadView;
import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The report of a run: one self-contained HTML file with styles, scripts and data. All values are in tables, from which
 * a script draws the charts.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the report; an existing file is replaced.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunResult result, Path file) throws IOException {
        Files.writeString(file, text(result));
    }

    /** The page. */
    static String text(RunResult result) throws IOException {
        return ReportPage.render(view(result));
    }

    private static ReportView view(RunResult result) throws IOException {
        ServerTags serverTags = new ServerTags(result);
        Rankings rankings = new Rankings(result, serverTags);
        ReportText reportText = new ReportText(result, rankings);
        ProvenanceSection provenanceSection = new ProvenanceSection(result, serverTags);
        WorkloadSection section = new WorkloadSection(result, serverTags);
        List<WorkloadView> workloads = result.workloads().stream()
                .map(section::of)
                .flatMap(Optional::stream)
                .toList();
        return new ReportView(
                "Roundhouse lab, " + result.started(),
                reportText.provenance(),
                reportText.headline(),
                reportText.lead(),
                serverTags.all(),
                rankings.rows(),
                reportText.recommendations(),
                reportText.notes(),
                workloads,
                new OverviewSection(result, serverTags).view(),
                provenanceSection.conformanceTable(),
                provenanceSection.machine(),
                provenanceSection.commands(),
                result.procedure().description(),
                ReportPage.assets(),
                ReportPage.escapeForScript(RunJson.text(result)));
    }
}
