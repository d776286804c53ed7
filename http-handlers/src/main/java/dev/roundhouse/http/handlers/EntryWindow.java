package dev.roundhouse.http.handlers;

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
final class EntryWindow {
    private final int size;
    private final ListingQuery query;
    private final Comparator<DirectoryEntry> order;
    private final boolean backwards;
    private final Optional<DirectoryEntry> edge;
    private final PriorityQueue<DirectoryEntry> farthestFirst;
    private long total;
    private long before;

    /** The page of this size behind the query's edge, or before it. */
    EntryWindow(int size, ListingQuery query) {
        this.size = size;
        this.query = query;
        this.order = query.order();
        this.backwards = query.backwards();
        this.edge = query.edge();
        this.farthestFirst = new PriorityQueue<>(backwards ? order : order.reversed());
    }

    void add(DirectoryEntry entry) {
        total++;
        int side = edge.map(at -> order.compare(entry, at)).orElse(1);
        if (backwards ? side < 0 : side <= 0) {
            before++;
        }
        if (backwards ? side >= 0 : side <= 0) {
            return;
        }
        if (farthestFirst.size() < size) {
            farthestFirst.add(entry);
        } else if (farthestFirst.comparator().compare(farthestFirst.element(), entry) < 0) {
            farthestFirst.remove();
            farthestFirst.add(entry);
        }
    }

    /** The page, in order. */
    ListingPage page() {
        ArrayDeque<DirectoryEntry> ordered = new ArrayDeque<>();
        for (DirectoryEntry entry = farthestFirst.poll(); entry != null; entry = farthestFirst.poll()) {
            if (backwards) {
                ordered.addLast(entry);
            } else {
                ordered.addFirst(entry);
            }
        }
        List<DirectoryEntry> entries = new ArrayList<>(ordered);
        return ListingPage.of(query, entries, backwards ? before - entries.size() : before, total);
    }
}
