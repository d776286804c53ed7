package dev.roundhouse.http.hpack;

import java.util.List;
import java.util.Objects;

/**
 * Decodes the field blocks of one direction of a connection, in their order (RFC 7541 §3).
 *
 * <p>The size of a field list and the number of its fields are limited, and are counted while it is decoded: a byte of a block can
 * be a field of thousands of bytes. Beyond a limit no field is delivered, but the block is decoded to its end, since it may change
 * the dynamic table.
 */
public final class HpackDecoder {
    private final int maxListBytes;
    private final int maxFields;
    private final HpackInput input = new HpackInput();
    private final DynamicTable table;

    /** The maximum table size in the acknowledged settings, the smallest of them since the last block, and their changes. */
    private int maxTableBytes;

    private int smallestMaxTableBytes;
    private long settingsChanges;

    /** The size and the number of fields of the current block. */
    private long listBytes;

    private int fields;

    /**
     * A decoder with an empty table.
     *
     * @param maxTableBytes the maximum size of the dynamic table. At first it is at most 4096 bytes, as for every connection
     * @param maxListBytes the maximum size of a field list: the sum of the sizes of its fields, see {@link HpackField#size}
     * @param maxFields the maximum number of fields of a list
     */
    public HpackDecoder(int maxTableBytes, int maxListBytes, int maxFields) {
        this.maxTableBytes = maxTableBytes;
        this.smallestMaxTableBytes = maxTableBytes;
        this.maxListBytes = maxListBytes;
        this.maxFields = maxFields;
        this.table = new DynamicTable(Math.min(maxTableBytes, DynamicTable.DEFAULT_MAX_SIZE));
    }

    /**
     * Sets the maximum size of the dynamic table: SETTINGS_HEADER_TABLE_SIZE of these settings, once the peer has acknowledged
     * them. If it is below the current size, the next block must begin with an update. RFC 7541 §4.2
     */
    public void setMaxTableBytes(int maxTableBytes) {
        this.maxTableBytes = maxTableBytes;
        smallestMaxTableBytes = Math.min(smallestMaxTableBytes, maxTableBytes);
        settingsChanges++;
    }

    /**
     * A number that changes with each change of the dynamic table, its entries or its maximum size. If a block was decoded without
     * a change, then an equal block has the same fields until the next change.
     */
    public long changes() {
        return table.changes() + settingsChanges;
    }

    /**
     * Decodes a complete field block.
     *
     * @return whether all its fields were delivered; otherwise the list is beyond a limit, and only the first ones were
     * @throws HpackException when the block is malformed. The tables of both sides then differ, and no further block can be decoded
     */
    public boolean decode(byte[] block, int from, int to, FieldReceiver target) throws HpackException {
        Objects.checkFromToIndex(from, to, block.length);
        input.open(block, from, to);
        listBytes = 0;
        fields = 0;
        try {
            readTableSizeUpdates();
            while (input.hasNext()) {
                readField(target);
            }
            return remainingBytes() >= 0;
        } finally {
            input.close();
        }
    }

    /** RFC 7541 §4.2: at the beginning of a block only, and there is one if the settings reduced the table. */
    private void readTableSizeUpdates() throws HpackException {
        int smallest = table.maxSize();
        while (input.hasNext() && (input.peek() & 0xE0) == 0x20) {
            int size = HpackInteger.read(input, 5);
            if (size > maxTableBytes) {
                throw new HpackException(HpackError.TABLE_SIZE_TOO_LARGE);
            }
            table.setMaxSize(size);
            smallest = Math.min(smallest, size);
        }
        if (smallest > smallestMaxTableBytes) {
            throw new HpackException(HpackError.TABLE_SIZE_UPDATE_MISSING);
        }
        smallestMaxTableBytes = maxTableBytes;
    }

    /** RFC 7541 §6: the first bits of a byte are its meaning. */
    private void readField(FieldReceiver target) throws HpackException {
        int first = input.peek();
        if (first < 0) {
            deliver(field(HpackInteger.read(input, 7)), target);
        } else if ((first & 0x40) != 0) {
            readLiteral(HpackInteger.read(input, 6), Indexing.INCREMENTAL, target);
        } else if ((first & 0x20) != 0) {
            throw new HpackException(HpackError.TABLE_SIZE_UPDATE_MISPLACED);
        } else {
            Indexing indexing = (first & 0x10) != 0 ? Indexing.NEVER : Indexing.NONE;
            readLiteral(HpackInteger.read(input, 4), indexing, target);
        }
    }

    /** A string that neither the receiver nor the table can take is not built: it is null. */
    private void readLiteral(int nameIndex, Indexing indexing, FieldReceiver target) throws HpackException {
        boolean indexed = indexing == Indexing.INCREMENTAL;
        long most = Math.max(remainingBytes(), indexed ? table.maxSize() : 0) - HpackField.OVERHEAD;
        String name = nameIndex == 0 ? input.readString(most) : field(nameIndex).name();
        int nameLength = nameIndex == 0 ? input.stringLength() : name.length();
        String value = input.readString(most - nameLength);
        if (name != null && value != null) {
            HpackField field = new HpackField(name, value, indexing == Indexing.NEVER);
            deliver(field, target);
            if (indexed) {
                table.add(field);
            }
        } else {
            count((long) nameLength + input.stringLength() + HpackField.OVERHEAD);
            if (indexed) {
                table.clear(); // RFC 7541 §4.4: an entry larger than the table empties it.
            }
        }
    }

    /** The entries of the dynamic table, the newest first. */
    List<HpackField> table() {
        return table.entries();
    }

    private HpackField field(int index) throws HpackException {
        if (index == 0) {
            throw new HpackException(HpackError.INDEX_ZERO);
        }
        if (index <= StaticTable.LENGTH) {
            return StaticTable.get(index);
        }
        int position = index - StaticTable.LENGTH - 1;
        if (position >= table.count()) {
            throw new HpackException(HpackError.INDEX_TOO_LARGE);
        }
        return table.get(position);
    }

    private void deliver(HpackField field, FieldReceiver target) {
        count(field.size());
        if (remainingBytes() >= 0) {
            target.receive(field);
        }
    }

    private void count(long size) {
        listBytes += size;
        fields++;
    }

    /** The bytes that further fields may have; negative as soon as a limit is exceeded. */
    private long remainingBytes() {
        return fields > maxFields ? -1 : maxListBytes - listBytes;
    }
}
