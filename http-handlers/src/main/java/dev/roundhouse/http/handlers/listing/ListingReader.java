package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.handlers.files.EntrySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the names of a directory as they come, and looks no more often than it must. In a directory of usual size each name
 * is looked at: for its size or time, and since directories come first. In one of very many names only what is shown is
 * read, whatever was requested: so all are sorted by name, and directories stand where their names belong.
 */
final class ListingReader {
    /** From here on looking at every name takes longer than a visitor, or the other connections of a loop, should wait. */
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

    /** What is no file and no directory was counted with the others, and is left out now. */
    private ListingPage withAttributes(ListingPage page) {
        return page.with(page.entries().stream()
                .map(directoryEntry -> source.entry(directoryEntry.name()))
                .flatMap(Optional::stream)
                .toList());
    }
}
