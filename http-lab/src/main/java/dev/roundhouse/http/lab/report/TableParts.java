package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.view.ReportView.ChartPoint;
import dev.roundhouse.http.lab.report.view.ReportView.ColumnHead;
import dev.roundhouse.http.lab.report.view.ReportView.ServerTag;
import dev.roundhouse.http.lab.report.view.ReportView.TableCell;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates heads and cells of tables. */
final class TableParts {
    private static final String NUMERIC = "num";

    private TableParts() {}

    /** The heads of a table: the first for text, the others for numbers. */
    static List<ColumnHead> heads(String first, String... numbers) {
        return Stream.concat(
                        Stream.of(new ColumnHead(first, false, Optional.empty())),
                        Stream.of(numbers).map(text -> new ColumnHead(text, true, Optional.empty())))
                .toList();
    }

    /** These heads and one more for text. */
    static List<ColumnHead> withTextColumn(List<ColumnHead> heads, String last) {
        return Stream.concat(heads.stream(), Stream.of(new ColumnHead(last, false, Optional.empty())))
                .toList();
    }

    /** The head of a server's column. */
    static ColumnHead head(ServerTag serverTag) {
        return new ColumnHead(serverTag.name(), true, Optional.of(serverTag));
    }

    /** A numeric cell. */
    static TableCell number(String text) {
        return number(text, "");
    }

    /** A numeric cell with a note. */
    static TableCell number(String text, String note) {
        return new TableCell(text, note, NUMERIC, Optional.empty());
    }

    /** A numeric cell that a chart draws. */
    static TableCell point(String text, String note, ChartPoint chartPoint) {
        return new TableCell(text, note, NUMERIC, Optional.of(chartPoint));
    }

    /** A text cell. */
    static TableCell text(String text) {
        return new TableCell(text, "", "word", Optional.empty());
    }
}
