package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.ListingQuery.SortKey;
import dev.roundhouse.http.handlers.pages.JtelistingGenerated;
import dev.roundhouse.http.handlers.pages.ListingView;
import dev.roundhouse.http.handlers.pages.ListingView.Breadcrumb;
import dev.roundhouse.http.handlers.pages.ListingView.ListingColumn;
import dev.roundhouse.http.handlers.pages.ListingView.ListingRow;
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
 * A listing for people. Every link is relative to the directory, so that it holds behind any proxy, and begins with a dot
 * and a slash, so that no name is taken for a scheme or a host.
 */
final class ListingHtml {
    private static final InlineStyleSheet STYLE = InlineStyleSheet.of("listing.css");

    /** What the page may do: show our style, and its own site's icon; send the filter's form. No script, whatever happens. */
    static final String SECURITY_POLICY = "default-src 'none'; style-src " + STYLE.source()
            + "; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    private static final long KIBI = 1024;
    private static final String UNITS = "KMGTPE";

    private ListingHtml() {}

    /** The page, for a directory under this address. */
    static String of(UriPath address, ListingPage page) {
        StringOutput text = new StringOutput();
        HtmlTemplateOutput escaping = new OwaspHtmlTemplateOutput(text);
        JtelistingGenerated.render(escaping, null, view(address, page));
        return text.toString();
    }

    private static ListingView view(UriPath address, ListingPage page) {
        ListingQuery query = page.query();
        return new ListingView(
                visible("/" + String.join("/", address.segments())),
                STYLE.element(),
                crumbs(address.segments()),
                columns(query),
                page.entries().stream().map(ListingHtml::row).toList(),
                query.filter(),
                query.sort().word(),
                query.descending() ? "desc" : "asc",
                summary(page),
                page.first().map(query::linkBefore).orElse(""),
                page.last().map(query::linkAfter).orElse(""));
    }

    private static List<Breadcrumb> crumbs(List<String> segments) {
        List<Breadcrumb> crumbs = new ArrayList<>();
        for (int depth = 0; depth <= segments.size(); depth++) {
            int up = segments.size() - depth;
            String name = depth == 0 ? "Home" : visible(segments.get(depth - 1));
            crumbs.add(new Breadcrumb(name, up == 0 ? "./" : "../".repeat(up)));
        }
        return crumbs;
    }

    private static List<ListingColumn> columns(ListingQuery query) {
        return List.of(
                column(query, SortKey.NAME, "Name", false),
                column(query, SortKey.SIZE, "Size", true),
                column(query, SortKey.TIME, "Changed", true));
    }

    /** The column that is sorted by turns the order round; the others begin with what is looked for most. */
    private static ListingColumn column(ListingQuery query, SortKey sort, String name, boolean descendsAtFirst) {
        boolean current = query.sort() == sort;
        String link = query.link(sort, current ? !query.descending() : descendsAtFirst);
        return new ListingColumn(name, link, current ? query.descending() ? "descending" : "ascending" : "none");
    }

    private static ListingRow row(DirectoryEntry entry) {
        Optional<Instant> instant = entry.modified();
        Optional<LocalDateTime> changed = instant.map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        String slash = entry.directory() ? "/" : "";
        return new ListingRow(
                visible(entry.name()) + slash,
                "./" + UriPath.encode(entry.name()) + slash,
                entry.directory() ? "directory" : "file",
                entry.directory() ? "" : size(entry.size()),
                entry.directory() ? "" : grouped(entry.size()) + (entry.size() == 1 ? " byte" : " bytes"),
                changed.map(time -> time.toLocalDate().toString()).orElse(""),
                changed.map(ListingHtml::minute).orElse(""),
                instant.map(Instant::toString).orElse(""));
    }

    private static String minute(LocalDateTime time) {
        return String.format(Locale.ROOT, "%02d:%02d UTC", time.getHour(), time.getMinute());
    }

    private static String summary(ListingPage page) {
        String entries = counted(page);
        return page.tooMany() ? entries + " They are too many to sort by anything but their names." : entries;
    }

    private static String counted(ListingPage page) {
        ListingQuery query = page.query();
        String names = query.filter().isEmpty()
                ? "."
                : (page.total() == 1 ? " has" : " have") + " “" + visible(query.filter()) + "” in the name.";
        if (page.total() == 0) {
            return query.filter().isEmpty() ? "This directory is empty." : "No entries" + names;
        }
        String count = grouped(page.total()) + (page.total() == 1 ? " entry" : " entries");
        boolean whole = page.first().isEmpty() && page.last().isEmpty();
        if (whole || page.entries().isEmpty()) {
            return count + names;
        }
        long last = page.before() + page.entries().size();
        return grouped(page.before() + 1) + " to " + grouped(last) + " of " + count + names;
    }

    /** With three digits at most, in powers of 1024; what is smaller is exact. */
    static String size(long octets) {
        if (octets < KIBI) {
            return octets + " B";
        }
        double size = octets;
        int unit = -1;
        while (size >= KIBI - 0.5) {
            size /= KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, size < 9.95 ? "%.1f %siB" : "%.0f %siB", size, UNITS.charAt(unit));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Control characters are legal in names and invisible on a page: Unicode has pictures of them. */
    static String visible(String name) {
        StringBuilder visible = new StringBuilder(name.length());
        name.chars()
                .map(character -> character < ' ' ? 0x2400 + character : character == 0x7F ? 0x2421 : character)
                .forEach(character -> visible.append((char) character));
        return visible.toString();
    }
}
