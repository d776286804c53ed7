package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Selects the entries of one page from all entries of a directory, which are added in any order: those next to the cursor, on one
 * side of it. It holds at most one page of entries, and counts the others.
 */
final class EntryWindow {
    private final int size;
    private final ListingQuery query;
    private final Comparator<DirectoryEntry> order;
    private final boolean isBackward;
    private final Optional<DirectoryEntry> cursor;
    private final PriorityQueue<DirectoryEntry> farthestFirst;
    private long totalCount;
    private long countBefore;

    /** A window of this size after the cursor of the query, or before it. */
    EntryWindow(int size, ListingQuery query) {
        this.size = size;
        this.query = query;
        this.order = query.comparator();
        this.isBackward = query.isBackward();
        this.cursor = query.cursor();
        this.farthestFirst = new PriorityQueue<>(isBackward ? order : order.reversed());
    }

    /** Adds an entry if it is on the page as far as known, and counts it. */
    void add(DirectoryEntry directoryEntry) {
        totalCount++;
        int side =
                cursor.map(position -> order.compare(directoryEntry, position)).orElse(1);
        if (isBackward ? side < 0 : side <= 0) {
            countBefore++;
        }
        if (isBackward ? side >= 0 : side <= 0) {
            return;
        }
        if (farthestFirst.size() < size) {
            farthestFirst.add(directoryEntry);
        } else if (farthestFirst.comparator().compare(farthestFirst.element(), directoryEntry) < 0) {
            farthestFirst.remove();
            farthestFirst.add(directoryEntry);
        }
    }

    /** The page, in order. Called once, after all entries have been added. */
    ListingPage page() {
        ArrayDeque<DirectoryEntry> ordered = new ArrayDeque<>();
        for (DirectoryEntry directoryEntry = farthestFirst.poll();
                directoryEntry != null;
                directoryEntry = farthestFirst.poll()) {
            if (isBackward) {
                ordered.addLast(directoryEntry);
            } else {
                ordered.addFirst(directoryEntry);
            }
        }
        List<DirectoryEntry> entries = new ArrayList<>(ordered);
        return ListingPage.of(query, entries, isBackward ? countBefore - entries.size() : countBefore, totalCount);
    }
}
