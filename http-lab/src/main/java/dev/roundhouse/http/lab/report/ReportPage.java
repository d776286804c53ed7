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

    /** Reads what goes into the page as it is; uPlot's licence wants to go with every copy of it. */
    static ReportView.Assets assets() {
        return new ReportView.Assets(
                "<style>" + resource("uPlot.min.css") + resource("report.css") + "</style>",
                "<script>" + resource("uPlot.iife.min.js") + "</script>",
                "<!--\n" + resource("/META-INF/licenses/uplot.txt") + "-->",
                "<script>" + resource("report.js") + "</script>");
    }

    /**
     * Makes JSON safe inside a script element: a text in it could otherwise end the element or open a comment. JSON has
     * these three characters in strings alone, where the escape means the same.
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
