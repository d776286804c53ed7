package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.handlers.files.EntrySource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A part of a directory.
 *
 * @param query that the entries are the result of: the one that was sent, or by name where that one would take too long
 * @param tooMany whether there are too many entries to be sorted as requested
 * @param entries in order
 * @param countBefore how many come before them
 * @param totalCount how many there are
 * @param first the entry that the previous page ends before, if there is one
 * @param last the entry that the next page begins behind, if there is one
 */
public record ListingPage(
        ListingQuery query,
        boolean tooMany,
        List<DirectoryEntry> entries,
        long countBefore,
        long totalCount,
        Optional<DirectoryEntry> first,
        Optional<DirectoryEntry> last) {
    /** Enough to scroll through, and less than a megabyte of HTML. */
    public static final int PAGE_SIZE = 1000;

    public ListingPage {
        entries = List.copyOf(entries);
    }

    /** Reads the directory once. */
    static ListingPage read(EntrySource source, ListingQuery query) throws IOException {
        ListingReader reader = new ListingReader(source, query, PAGE_SIZE);
        source.forEachName(reader::add);
        return reader.page();
    }

    /** The entries, in order, and what follows from their number. */
    static ListingPage of(ListingQuery query, List<DirectoryEntry> entries, long before, long total) {
        int count = entries.size();
        boolean less = count > 0 && before > 0;
        boolean more = count > 0 && before + count < total;
        return new ListingPage(
                query,
                false,
                entries,
                before,
                total,
                less ? Optional.of(entries.get(0)) : Optional.empty(),
                more ? Optional.of(entries.get(count - 1)) : Optional.empty());
    }

    /** The same place in the directory, with other entries. */
    ListingPage with(List<DirectoryEntry> others) {
        return new ListingPage(query, tooMany, others, countBefore, totalCount, first, last);
    }

    /** The same page, sorted in another way than requested. */
    ListingPage withTooMany() {
        return new ListingPage(query, true, entries, countBefore, totalCount, first, last);
    }
}
