package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.JtereportGenerated;
import dev.roundhouse.http.lab.report.view.ReportView;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The report's page: template, styles and scripts in one text. */
final class ReportPage {
    private ReportPage() {}

    /** Returns the page as HTML; every text of the view is escaped for its place. */
    static String render(ReportView view) {
        StringOutput text = new StringOutput(1 << 18);
        JtereportGenerated.render(new OwaspHtmlTemplateOutput(text), null, view);
        return text.toString();
    }

    /** Reads the assets that are inserted verbatim; uPlot's licence requires a copy of its text. */
    static ReportView.Assets assets() {
        return new ReportView.Assets(
                "<style>" + resource("uPlot.min.css") + resource("report.css") + "</style>",
                "<script>" + resource("uPlot.iife.min.js") + "</script>",
                "<!--\n" + resource("/META-INF/licenses/uplot.txt") + "-->",
                "<script>" + resource("report.js") + "</script>");
    }

    /**
     * Escapes JSON for a script element, which a text in it could otherwise close. These three characters occur in JSON only
     * inside strings, where the escape is equivalent.
     */
    static String escapeForScript(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
