package dev.roundhouse.http.hpack;

import java.util.List;
import java.util.stream.IntStream;

/** The dynamic table (RFC 7541 §2.3.2, §4): entries in a ring, the newest first. */
final class DynamicTable {
    /** The maximum size of both sides of a connection before any settings. RFC 9113 §6.5.2 */
    static final int DEFAULT_MAX_SIZE = 4096;

    /** A power of two, as each length of the array is. */
    private static final int INITIAL_CAPACITY = 8;

    private HpackField[] ring = new HpackField[INITIAL_CAPACITY];
    private int newest;
    private int count;
    private int size;
    private int maxSize;
    private long changes;

    DynamicTable(int maxSize) {
        this.maxSize = maxSize;
    }

    /** The number of entries. */
    int count() {
        return count;
    }

    int maxSize() {
        return maxSize;
    }

    /** The number of changes of the entries and of the maximum size. */
    long changes() {
        return changes;
    }

    /** The entry at this position; the newest is at 0. */
    HpackField get(int position) {
        return ring[(newest + position) & (ring.length - 1)];
    }

    /** Adds an entry, for which old ones are evicted. One that is larger than the table only empties it. RFC 7541 §4.4 */
    void add(HpackField field) {
        changes++;
        evict(maxSize - field.size());
        if (field.size() <= maxSize) {
            if (count == ring.length) {
                grow();
            }
            newest = (newest - 1) & (ring.length - 1);
            ring[newest] = field;
            count++;
            size += field.size();
        }
    }

    /** Evicts all entries. */
    void clear() {
        changes++;
        evict(0);
    }

    /** Evicts the entries that are too many for a new maximum size. RFC 7541 §4.3 */
    void setMaxSize(int maxSize) {
        changes++;
        this.maxSize = maxSize;
        evict(maxSize);
    }

    /** The entries, the newest first. */
    List<HpackField> entries() {
        return IntStream.range(0, count).mapToObj(this::get).toList();
    }

    private void evict(int most) {
        while (count > 0 && size > most) {
            count--;
            int oldest = (newest + count) & (ring.length - 1);
            size -= ring[oldest].size();
            ring[oldest] = null;
        }
    }

    private void grow() {
        HpackField[] larger = new HpackField[2 * ring.length];
        for (int position = 0; position < count; position++) {
            larger[position] = get(position);
        }
        ring = larger;
        newest = 0;
    }

    /** The position, from 1, of the entry with this name and value; or that of the newest of this name, negative; or 0. */
    int find(String name, String value) {
        int sameName = 0;
        for (int position = 0; position < count; position++) {
            HpackField field = get(position);
            if (field.name().equals(name)) {
                if (field.value().equals(value)) {
                    return position + 1;
                }
                sameName = sameName == 0 ? -position - 1 : sameName;
            }
        }
        return sameName;
    }
}
