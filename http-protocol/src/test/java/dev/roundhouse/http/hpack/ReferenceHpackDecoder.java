package dev.roundhouse.http.hpack;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoder that follows the text of RFC 7541 without regard to speed and memory: the limits are applied to the complete list, the
 * table is a list, and strings are decoded bit by bit.
 */
final class ReferenceHpackDecoder {
    private static final List<HpackField> STATIC = staticTable();

    private final int maxListBytes;
    private final int maxFields;
    private final List<HpackField> table = new ArrayList<>();
    private final List<Integer> announced = new ArrayList<>();
    private int maxTableBytes;
    private int tableBytes;

    /** The result: the delivered fields, and whether these are all. */
    record FieldList(List<HpackField> fields, boolean isComplete) {}

    ReferenceHpackDecoder(int maxTableBytes, int maxListBytes, int maxFields) {
        this.maxTableBytes = maxTableBytes;
        this.tableBytes = Math.min(4096, maxTableBytes);
        this.maxListBytes = maxListBytes;
        this.maxFields = maxFields;
    }

    private static List<HpackField> staticTable() {
        List<HpackField> fields = new ArrayList<>();
        for (int index = 1; index <= 61; index++) {
            fields.add(StaticTable.get(index));
        }
        return fields;
    }

    void setMaxTableBytes(int bytes) {
        announced.add(bytes);
        maxTableBytes = bytes;
    }

    /** The entries of the dynamic table, the newest first. */
    List<HpackField> table() {
        return table;
    }

    FieldList decode(byte[] block) throws HpackException {
        ReferenceInput input = new ReferenceInput(block);
        List<HpackField> all = new ArrayList<>();
        int smallest = tableBytes;
        while (input.position < block.length) {
            int first = block[input.position] & 0xFF;
            if (first >= 0x20 && first < 0x40) {
                require(all.isEmpty(), HpackError.TABLE_SIZE_UPDATE_MISPLACED);
                int size = input.readInteger(5);
                require(size <= maxTableBytes, HpackError.TABLE_SIZE_TOO_LARGE);
                tableBytes = size;
                smallest = Math.min(smallest, size);
                evict(0);
            } else {
                requireUpdate(smallest);
                all.add(readField(first, input));
            }
        }
        requireUpdate(smallest);
        announced.clear();
        return limited(all);
    }

    private void requireUpdate(int smallest) throws HpackException {
        for (int bytes : announced) {
            require(smallest <= bytes, HpackError.TABLE_SIZE_UPDATE_MISSING);
        }
    }

    private HpackField readField(int first, ReferenceInput input) throws HpackException {
        if (first >= 0x80) {
            return entry(input.readInteger(7));
        }
        int index = input.readInteger(first >= 0x40 ? 6 : 4);
        String name = index == 0 ? input.readString() : entry(index).name();
        HpackField field = new HpackField(name, input.readString());
        if (first >= 0x40) {
            evict(field.size());
            if (field.size() <= tableBytes) {
                table.add(0, field);
            }
        }
        return field;
    }

    private HpackField entry(int index) throws HpackException {
        require(index != 0, HpackError.INDEX_ZERO);
        List<HpackField> all = new ArrayList<>(STATIC);
        all.addAll(table);
        require(index <= all.size(), HpackError.INDEX_TOO_LARGE);
        return all.get(index - 1);
    }

    private void evict(int room) {
        while (!table.isEmpty() && table.stream().mapToInt(HpackField::size).sum() + room > tableBytes) {
            table.remove(table.size() - 1);
        }
    }

    private FieldList limited(List<HpackField> all) {
        List<HpackField> fields = new ArrayList<>();
        long bytes = 0;
        for (HpackField field : all) {
            bytes += field.name().length() + field.value().length() + 32;
            if (bytes > maxListBytes || fields.size() == maxFields) {
                return new FieldList(fields, false);
            }
            fields.add(field);
        }
        return new FieldList(fields, true);
    }

    private static void require(boolean condition, HpackError error) throws HpackException {
        if (!condition) {
            throw new HpackException(error);
        }
    }

    private static final class ReferenceInput {
        private final byte[] bytes;
        private int position;

        private ReferenceInput(byte[] bytes) {
            this.bytes = bytes;
        }

        private int next() throws HpackException {
            require(position < bytes.length, HpackError.BLOCK_TRUNCATED);
            return bytes[position++] & 0xFF;
        }

        private int readInteger(int prefixBits) throws HpackException {
            int mask = (1 << prefixBits) - 1;
            BigInteger value = BigInteger.valueOf(next() & mask);
            boolean more = value.intValue() == mask;
            for (int count = 0; more; count++) {
                require(count < 5, HpackError.INTEGER_TOO_LARGE);
                int next = next();
                value = value.add(BigInteger.valueOf(next & 0x7F).shiftLeft(7 * count));
                require(value.bitLength() <= 31, HpackError.INTEGER_TOO_LARGE);
                more = next >= 0x80;
            }
            return value.intValue();
        }

        private String readString() throws HpackException {
            require(position < bytes.length, HpackError.BLOCK_TRUNCATED);
            boolean huffman = (bytes[position] & 0x80) != 0;
            int length = readInteger(7);
            require(length <= bytes.length - position, HpackError.BLOCK_TRUNCATED);
            position += length;
            return huffman
                    ? AppendixB.decode(bytes, position - length, position)
                    : new String(bytes, position - length, length, StandardCharsets.ISO_8859_1);
        }
    }
}
