package dev.roundhouse.http.handlers.listing;

import java.util.List;

/**
 * The data of the HTML page of a listing. The template escapes all of it, except the style sheet.
 *
 * @param title the path, for the window
 * @param style the style sheet, which is constant
 * @param breadcrumbs the directories from the root to this one
 * @param columns the columns of the table
 * @param rows the entries of the directory
 * @param filter the filter for names, or empty
 * @param sort the sort key, sent with the filter form
 * @param order the order, sent with the filter form
 * @param summary the number of entries, as a sentence
 * @param previous the link to the previous page, or empty
 * @param next the link to the next page, or empty
 */
record ListingView(
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
    ListingView {
        breadcrumbs = List.copyOf(breadcrumbs);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A directory in the path of this one. */
    public record Breadcrumb(String name, String link) {}

    /**
     * A column header.
     *
     * @param direction the order, as a value of {@code aria-sort}
     */
    public record ListingColumn(String name, String link, String direction) {}

    /**
     * A file or directory.
     *
     * @param name the displayed name, with a trailing slash for a directory
     * @param kind file or directory
     * @param size the displayed size, or empty
     * @param exactSize the exact size
     * @param day the date of the last change, in UTC; empty if the time cannot be represented, as are the next two
     * @param minute the time of that day
     * @param instant the time of the last change, to the second
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
