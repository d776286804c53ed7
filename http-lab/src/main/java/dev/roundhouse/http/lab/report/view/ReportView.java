package dev.roundhouse.http.lab.report.view;

import java.util.List;
import java.util.Optional;

/** The content of the report. All of it is plain text, which the templates escape, except {@link Assets} and the data.
 *
 * @param title for the window
 * @param provenance date and machine, in one line
 * @param headline the result in one sentence
 * @param lead how to read the report
 * @param servers in the order of the run
 * @param rankings one row per workload
 * @param recommendations from the results
 * @param notes limitations of the results
 * @param workloads a section each
 * @param overview charts over all workloads
 * @param conformance results of the conformance check
 * @param machine properties of the machine
 * @param commands to repeat the run
 * @param method the methodology
 * @param assets scripts and styles
 * @param data the complete result as JSON, safe inside a script element
 */
public record ReportView(
        String title,
        String provenance,
        String headline,
        String lead,
        List<ServerTag> servers,
        List<RankingRow> rankings,
        List<String> recommendations,
        List<String> notes,
        List<WorkloadView> workloads,
        OverviewView overview,
        Optional<Table> conformance,
        List<LabelledValue> machine,
        List<LabelledValue> commands,
        List<String> method,
        Assets assets,
        String data) {
    public ReportView {
        servers = List.copyOf(servers);
        rankings = List.copyOf(rankings);
        recommendations = List.copyOf(recommendations);
        notes = List.copyOf(notes);
        workloads = List.copyOf(workloads);
        machine = List.copyOf(machine);
        commands = List.copyOf(commands);
        method = List.copyOf(method);
    }

    /** Identifies a server in the report by name, shape and colour.
     *
     * @param series its number; the colour follows from it
     * @param glyph its shape
     */
    public record ServerTag(int series, String glyph, String name) {}

    /** A row of the rankings.
     *
     * @param anchor of the workload's section
     * @param summary which server is faster
     */
    public record RankingRow(String anchor, String name, List<RankingDot> dots, String summary) {
        public RankingRow {
            dots = List.copyOf(dots);
        }
    }

    /** Throughput of a server relative to the fastest, in percent.
     *
     * @param label text alternative of the dot
     */
    public record RankingDot(ServerTag tag, String at, String low, String high, String label) {}

    /** The section of one workload.
     *
     * @param anchor its name in links
     * @param description the workload in one sentence
     * @param conclusions significant differences
     * @param bars throughput, startup, and latency with coordinated omission
     * @param charts latency by percentile and by rate
     * @param costTable costs per request, if measured
     * @param reasons explanations by costs
     */
    public record WorkloadView(
            String anchor,
            String name,
            String description,
            List<String> conclusions,
            List<BarTable> bars,
            List<Chart> charts,
            Optional<Table> costTable,
            List<String> reasons) {
        public WorkloadView {
            conclusions = List.copyOf(conclusions);
            bars = List.copyOf(bars);
            charts = List.copyOf(charts);
            reasons = List.copyOf(reasons);
        }
    }

    /** Charts over all workloads. */
    public record OverviewView(List<BarTable> bars, List<Chart> charts) {
        public OverviewView {
            bars = List.copyOf(bars);
            charts = List.copyOf(charts);
        }
    }

    /**
     * A table whose rows hold bars.
     *
     * @param style a class of the style sheet, or empty
     */
    public record BarTable(String title, String note, String style, List<BarRow> rows) {
        public BarTable {
            rows = List.copyOf(rows);
        }
    }

    /** The bars of one server. */
    public record BarRow(ServerTag tag, List<Bar> bars) {
        public BarRow {
            bars = List.copyOf(bars);
        }
    }

    /**
     * One bar; lengths in percent of the longest.
     *
     * @param style a class of the style sheet, or empty
     * @param low where its interval starts; equal to high where there is none
     * @param text the value
     * @param note next to the value
     */
    public record Bar(String style, String length, String low, String high, String text, String note) {
        /** Whether a whisker is drawn. */
        boolean hasInterval() {
            return !low.equals(high);
        }
    }

    /**
     * A chart, which a script draws from the table beneath it.
     *
     * @param isXShared whether all servers have the same x values
     */
    public record Chart(
            String title, String note, Axis x, Axis y, boolean isXShared, List<ServerTag> tags, Table table) {
        public Chart {
            tags = List.copyOf(tags);
        }
    }

    /** An axis: its scale, {@code log} or {@code linear}, and a unit that the script supports. */
    public record Axis(String scale, String unit) {}

    /** A table. The first head is above the heads of the rows. */
    public record Table(String title, String note, List<ColumnHead> heads, List<TableRow> rows) {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }
    }

    /** The head of a column, with the tag of a server, if it is a server's column. */
    public record ColumnHead(String text, boolean isNumeric, Optional<ServerTag> tag) {}

    /** A row, headed by a server or by a text. */
    public record TableRow(String head, Optional<ServerTag> tag, List<TableCell> cells) {
        public TableRow {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell, and the point of the chart that it is, if it is one.
     *
     * @param style classes of the style sheet, or empty
     * @param note in small letters under the text, or empty
     */
    public record TableCell(String text, String note, String style, Optional<ChartPoint> point) {}

    /**
     * A point of a chart, as the script reads it.
     *
     * @param low and high are empty where there is no interval
     * @param isKnee whether this is the highest sustained rate
     * @param isDiscarded whether the point was discarded
     */
    public record ChartPoint(
            int series, String x, String y, String low, String high, boolean isKnee, boolean isDiscarded) {}

    /** A property of the run and its value. */
    public record LabelledValue(String name, String value) {}

    /** Texts that are inserted into the page verbatim. */
    public record Assets(String style, String library, String licence, String script) {}
}
