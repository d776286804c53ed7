package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.handlers.files.EntrySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the entries of a directory with as few {@code stat} calls as possible. In a directory of usual size, the attributes of
 * each name are read, for the size or time, and since directories come first. In a very large directory, only those of the
 * entries on the page are read; all entries are sorted by name, and directories are among the files.
 */
final class ListingReader {
    /** With more names, reading all attributes would take longer than a client should wait. */
    static final int MAX_STAT_CALLS = 10_000;

    private final EntrySource source;
    private final ListingQuery query;
    private final int pageSize;
    private final List<String> pendingNames = new ArrayList<>();
    private EntryWindow window;
    private boolean isLarge;

    ListingReader(EntrySource source, ListingQuery query, int pageSize) {
        this.source = source;
        this.query = query;
        this.pageSize = pageSize;
        this.window = new EntryWindow(pageSize, query);
    }

    void add(String name) {
        if (!query.matches(name)) {
            return;
        }
        if (isLarge) {
            window.add(DirectoryEntry.ofName(name));
        } else {
            pendingNames.add(name);
            switchToNameOrder();
        }
    }

    private void switchToNameOrder() {
        if (pendingNames.size() > MAX_STAT_CALLS) {
            isLarge = true;
            window = new EntryWindow(pageSize, query.withNameCursor());
            pendingNames.forEach(name -> window.add(DirectoryEntry.ofName(name)));
            pendingNames.clear();
        }
    }

    ListingPage page() {
        pendingNames.forEach(name -> source.entry(name).ifPresent(window::add));
        ListingPage page = window.page();
        if (!isLarge) {
            return page;
        }
        return query.sort() == ListingQuery.SortKey.NAME
                ? withAttributes(page)
                : withAttributes(page).withTooMany();
    }

    /** Reads the attributes of the page. What is neither a file nor a directory is omitted, though it was counted. */
    private ListingPage withAttributes(ListingPage page) {
        return page.with(page.entries().stream()
                .map(directoryEntry -> source.entry(directoryEntry.name()))
                .flatMap(Optional::stream)
                .toList());
    }
}
