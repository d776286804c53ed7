package dev.roundhouse.http.handlers.listing;

import java.util.List;

/**
 * What the page of a directory shows. All of it is plain text; the template escapes it.
 *
 * @param title the path, for the window
 * @param style the style sheet, which is ours and not escaped
 * @param breadcrumbs the directories from the top to this one
 * @param columns the heads of the table
 * @param rows what is in the directory
 * @param filter what names are filtered by, or empty
 * @param sort as the filter's form hands it on
 * @param order as the filter's form hands it on
 * @param summary how much there is, in one sentence
 * @param previous the link to the page before, or empty
 * @param next the link to the page behind, or empty
 */
public record ListingView(
        String title,
        String style,
        List<Breadcrumb> breadcrumbs,
        List<ListingColumn> columns,
        List<ListingRow> rows,
        String filter,
        String sort,
        String order,
        String summary,
        String previous,
        String next) {
    public ListingView {
        breadcrumbs = List.copyOf(breadcrumbs);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A directory on the way here. */
    public record Breadcrumb(String name, String link) {}

    /**
     * The head of a column.
     *
     * @param direction of the order, as {@code aria-sort} has it
     */
    public record ListingColumn(String name, String link, String direction) {}

    /**
     * A file or directory.
     *
     * @param name for people, a slash behind a directory's
     * @param kind file or directory
     * @param size for people, or empty
     * @param exactSize the exact size
     * @param day of the last change, in UTC; empty where the time cannot be written, as the next two
     * @param minute of that day
     * @param instant of the last change, to the second
     */
    public record ListingRow(
            String name,
            String link,
            String kind,
            String size,
            String exactSize,
            String day,
            String minute,
            String instant) {}
}
