package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.handlers.files.DirectoryEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Keeps the entries of one page out of all that pass by, in any order: those nearest to an edge, on one side of it. However
 * many there are, it holds no more than a page of them, and counts the rest.
 */
public final class EntryWindow {
    private final int size;
    private final ListingQuery query;
    private final Comparator<DirectoryEntry> order;
    private final boolean isBackward;
    private final Optional<DirectoryEntry> cursor;
    private final PriorityQueue<DirectoryEntry> farthestFirst;
    private long totalCount;
    private long countBefore;

    /** The page of this size behind the query's edge, or before it. */
    public EntryWindow(int size, ListingQuery query) {
        this.size = size;
        this.query = query;
        this.order = query.comparator();
        this.isBackward = query.isBackward();
        this.cursor = query.parseCursor();
        this.farthestFirst = new PriorityQueue<>(isBackward ? order : order.reversed());
    }

    public void add(DirectoryEntry directoryEntry) {
        totalCount++;
        int side = cursor.map(at -> order.compare(directoryEntry, at)).orElse(1);
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

    /** The page, in order. */
    public ListingPage page() {
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
