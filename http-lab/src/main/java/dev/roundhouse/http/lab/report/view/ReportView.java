package dev.roundhouse.http.lab.report.view;

import java.util.List;
import java.util.Optional;

/**
 * What the report shows. All of it is plain text, which the templates escape; only {@link Assets} and the data are ours.
 *
 * @param title for the window
 * @param provenance when and where it was measured, in one line
 * @param headline the run in one sentence
 * @param lead how to read it, in two
 * @param servers everyone who took part, in the order of the run
 * @param rankings one row per workload
 * @param recommendations which server when
 * @param notes what to know before quoting a figure
 * @param workloads a section each
 * @param overview charts over all workloads: memory, start-up, the course of the run
 * @param conformance what the conformance conversations said
 * @param machine where it ran
 * @param commands what was run, to run it again
 * @param method how it was measured
 * @param assets scripts and styles
 * @param data the whole result as JSON, safe inside a script element
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

    /**
     * How a server is told from the others everywhere in the report: by name, by shape and by colour.
     *
     * @param series its number; the colour follows from it
     * @param glyph its shape
     */
    public record ServerTag(int series, String glyph, String name) {}

    /**
     * A workload's line in the overview.
     *
     * @param anchor of the workload's section
     * @param summary who is ahead, in a few words
     */
    public record RankingRow(String anchor, String name, List<RankingDot> dots, String summary) {
        public RankingRow {
            dots = List.copyOf(dots);
        }
    }

    /**
     * A server's place between nothing and the fastest; all in percent.
     *
     * @param label the same for whoever does not see the dot
     */
    public record RankingDot(ServerTag tag, String at, String low, String high, String label) {}

    /**
     * Everything about one workload.
     *
     * @param anchor its name in links
     * @param description what is asked, in one sentence
     * @param conclusions what the intervals say
     * @param bars throughput, then what a naive tool would have claimed
     * @param charts latency by percentile and by rate
     * @param costTable the figures behind the speed, if any were taken
     * @param reasons what these figures say, in sentences
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

    /** What is shown once, over all workloads. */
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
     * @param text the figure
     * @param note what stands beside the figure
     */
    public record Bar(String style, String length, String low, String high, String text, String note) {
        /** Says whether a whisker is drawn. */
        public boolean hasInterval() {
            return !low.equals(high);
        }
    }

    /**
     * A chart, which a script draws from the table beneath it.
     *
     * @param isXShared whether all servers were measured at the same places of the x axis
     */
    public record Chart(
            String title, String note, Axis x, Axis y, boolean isXShared, List<ServerTag> tags, Table table) {
        public Chart {
            tags = List.copyOf(tags);
        }
    }

    /** An axis: its scale, {@code log} or {@code linear}, and the unit the script knows how to write. */
    public record Axis(String scale, String unit) {}

    /** A table. The first head stands above the heads of the rows. */
    public record Table(String title, String note, List<ColumnHead> heads, List<TableRow> rows) {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }
    }

    /** The head of a column, with a server's shape where the column is a server's. */
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
     * @param isKnee whether the server was at its knee here
     * @param isDiscarded whether the point was thrown out
     */
    public record ChartPoint(
            int series, String x, String y, String low, String high, boolean isKnee, boolean isDiscarded) {}

    /** A thing about the run and what it was. */
    public record LabelledValue(String name, String value) {}

    /** Texts that go into the page as they are. */
    public record Assets(String style, String library, String licence, String script) {}
}
