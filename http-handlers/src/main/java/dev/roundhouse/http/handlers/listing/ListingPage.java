package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import dev.roundhouse.http.handlers.files.EntrySource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A page of the listing of a directory.
 *
 * @param query the query of the page: the requested one, or one by name if that would take too long
 * @param tooMany whether there are too many entries to be sorted as requested
 * @param entries in order
 * @param countBefore the number of entries before them
 * @param totalCount the number of all entries
 * @param first the entry after the previous page, if there is one
 * @param last the entry before the next page, if there is one
 */
record ListingPage(
        ListingQuery query,
        boolean tooMany,
        List<DirectoryEntry> entries,
        long countBefore,
        long totalCount,
        Optional<DirectoryEntry> first,
        Optional<DirectoryEntry> last) {
    /** Maximum number of entries of a page: enough to scroll through, and less than a megabyte of HTML. */
    static final int PAGE_SIZE = 1000;

    ListingPage {
        entries = List.copyOf(entries);
    }

    /** Reads the directory once. */
    static ListingPage read(EntrySource source, ListingQuery query) throws IOException {
        ListingReader reader = new ListingReader(source, query, PAGE_SIZE);
        source.forEachName(reader::add);
        return reader.page();
    }

    /** The page with these entries, in order. */
    static ListingPage of(ListingQuery query, List<DirectoryEntry> entries, long countBefore, long totalCount) {
        int count = entries.size();
        boolean hasPrevious = count > 0 && countBefore > 0;
        boolean hasNext = count > 0 && countBefore + count < totalCount;
        return new ListingPage(
                query,
                false,
                entries,
                countBefore,
                totalCount,
                hasPrevious ? Optional.of(entries.get(0)) : Optional.empty(),
                hasNext ? Optional.of(entries.get(count - 1)) : Optional.empty());
    }

    /** The same page with other entries. */
    ListingPage with(List<DirectoryEntry> others) {
        return new ListingPage(query, tooMany, others, countBefore, totalCount, first, last);
    }

    /** The same page, sorted in another way than requested. */
    ListingPage withTooMany() {
        return new ListingPage(query, true, entries, countBefore, totalCount, first, last);
    }
}
