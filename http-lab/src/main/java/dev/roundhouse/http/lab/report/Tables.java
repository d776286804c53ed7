package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.report.pages.ReportView.Cell;
import dev.roundhouse.http.lab.report.pages.ReportView.Head;
import dev.roundhouse.http.lab.report.pages.ReportView.Point;
import dev.roundhouse.http.lab.report.pages.ReportView.Tag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The small parts of tables. */
final class Tables {
    private static final String NUMERIC = "num";

    private Tables() {}

    /** The heads of a table: the first over words, the others over numbers. */
    static List<Head> heads(String first, String... numbers) {
        return Stream.concat(
                        Stream.of(new Head(first, false, Optional.empty())),
                        Stream.of(numbers).map(text -> new Head(text, true, Optional.empty())))
                .toList();
    }

    /** These heads, and one more over words. */
    static List<Head> andWords(List<Head> heads, String last) {
        return Stream.concat(heads.stream(), Stream.of(new Head(last, false, Optional.empty())))
                .toList();
    }

    /** The head of a server's column. */
    static Head head(Tag tag) {
        return new Head(tag.name(), true, Optional.of(tag));
    }

    /** A figure. */
    static Cell number(String text) {
        return number(text, "");
    }

    /** A figure and what stands beside it. */
    static Cell number(String text, String note) {
        return new Cell(text, note, NUMERIC, Optional.empty());
    }

    /** A figure that a chart draws. */
    static Cell point(String text, String note, Point point) {
        return new Cell(text, note, NUMERIC, Optional.of(point));
    }

    /** Words. */
    static Cell words(String text) {
        return new Cell(text, "", "word", Optional.empty());
    }
}
