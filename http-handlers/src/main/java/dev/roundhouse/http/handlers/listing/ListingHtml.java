package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.handlers.listing.ListingQuery.SortKey;
import dev.roundhouse.http.handlers.listing.ListingView.Breadcrumb;
import dev.roundhouse.http.handlers.listing.ListingView.ListingColumn;
import dev.roundhouse.http.handlers.listing.ListingView.ListingRow;
import dev.roundhouse.http.semantics.UriPath;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Renders a listing as HTML. Links are relative to the directory, so that they work behind any proxy, and begin with a dot and a
 * slash, so that no name is interpreted as a scheme or a host.
 */
final class ListingHtml {
    private static final InlineStyleSheet STYLE = InlineStyleSheet.load("listing.css");

    /** Allows the style sheet of the page, the icon of the site, and the filter form. Scripts are never allowed. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src " + STYLE.cspSource()
            + "; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    private static final long KIBI = 1024;
    private static final String UNITS = "KMGTPE";

    private ListingHtml() {}

    /** The page, for a directory of this path. */
    static String of(UriPath address, ListingPage page) {
        StringOutput text = new StringOutput();
        HtmlTemplateOutput escaping = new OwaspHtmlTemplateOutput(text);
        JtelistingGenerated.render(escaping, null, view(address, page));
        return text.toString();
    }

    private static ListingView view(UriPath address, ListingPage page) {
        ListingQuery query = page.query();
        return new ListingView(
                withVisibleControls("/" + String.join("/", address.segments())),
                STYLE.styleElement(),
                breadcrumbs(address.segments()),
                columns(query),
                page.entries().stream().map(ListingHtml::row).toList(),
                query.filter(),
                query.sort().queryValue(),
                query.isDescending() ? "desc" : "asc",
                summary(page),
                page.first().map(query::previousPageLink).orElse(""),
                page.last().map(query::nextPageLink).orElse(""));
    }

    private static List<Breadcrumb> breadcrumbs(List<String> segments) {
        List<Breadcrumb> crumbs = new ArrayList<>();
        for (int depth = 0; depth <= segments.size(); depth++) {
            int up = segments.size() - depth;
            String name = depth == 0 ? "Home" : withVisibleControls(segments.get(depth - 1));
            crumbs.add(new Breadcrumb(name, up == 0 ? "./" : "../".repeat(up)));
        }
        return crumbs;
    }

    private static List<ListingColumn> columns(ListingQuery query) {
        return List.of(
                column(query, SortKey.NAME, "Name", false),
                column(query, SortKey.SIZE, "Size", true),
                column(query, SortKey.TIME, "Modified", true));
    }

    /** The link of the current sort column reverses the order; those of others start with the order that is needed most often. */
    private static ListingColumn column(
            ListingQuery query, SortKey sortKey, String name, boolean isDescendingByDefault) {
        boolean isCurrent = query.sort() == sortKey;
        String link = query.sortLink(sortKey, isCurrent ? !query.isDescending() : isDescendingByDefault);
        return new ListingColumn(name, link, isCurrent ? query.isDescending() ? "descending" : "ascending" : "none");
    }

    private static ListingRow row(DirectoryEntry directoryEntry) {
        Optional<Instant> instant = directoryEntry.modified();
        Optional<LocalDateTime> changed = instant.map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        String slash = directoryEntry.isDirectory() ? "/" : "";
        return new ListingRow(
                withVisibleControls(directoryEntry.name()) + slash,
                "./" + UriPath.encodeSegment(directoryEntry.name()) + slash,
                directoryEntry.isDirectory() ? "directory" : "file",
                directoryEntry.isDirectory() ? "" : size(directoryEntry.size()),
                directoryEntry.isDirectory()
                        ? ""
                        : withThousandsSeparators(directoryEntry.size())
                                + (directoryEntry.size() == 1 ? " byte" : " bytes"),
                changed.map(time -> time.toLocalDate().toString()).orElse(""),
                changed.map(ListingHtml::minute).orElse(""),
                instant.map(Instant::toString).orElse(""));
    }

    private static String minute(LocalDateTime time) {
        return String.format(Locale.ROOT, "%02d:%02d UTC", time.getHour(), time.getMinute());
    }

    private static String summary(ListingPage page) {
        String entries = counted(page);
        return page.tooMany() ? entries + " There are too many to sort by anything but their names." : entries;
    }

    private static String counted(ListingPage page) {
        ListingQuery query = page.query();
        String names = query.filter().isEmpty()
                ? "."
                : (page.totalCount() == 1 ? " has" : " have") + " “" + withVisibleControls(query.filter())
                        + "” in the name.";
        if (page.totalCount() == 0) {
            return query.filter().isEmpty() ? "This directory is empty." : "No entries" + names;
        }
        String count = withThousandsSeparators(page.totalCount()) + (page.totalCount() == 1 ? " entry" : " entries");
        boolean isComplete = page.first().isEmpty() && page.last().isEmpty();
        if (isComplete || page.entries().isEmpty()) {
            return count + names;
        }
        long last = page.countBefore() + page.entries().size();
        return withThousandsSeparators(page.countBefore() + 1) + " to " + withThousandsSeparators(last) + " of " + count
                + names;
    }

    /** A size with at most three digits, in powers of 1024; exact below 1024. */
    static String size(long bytes) {
        if (bytes < KIBI) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= KIBI - 0.5) {
            size /= KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, size < 9.95 ? "%.1f %siB" : "%.0f %siB", size, UNITS.charAt(unit));
    }

    private static String withThousandsSeparators(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Replaces control characters, which are allowed in names but invisible, by the Unicode symbols for them. */
    static String withVisibleControls(String name) {
        StringBuilder visible = new StringBuilder(name.length());
        name.chars()
                .map(character -> character < ' ' ? 0x2400 + character : character == 0x7F ? 0x2421 : character)
                .forEach(character -> visible.append((char) character));
        return visible.toString();
    }
}
