package dev.roundhouse.http.hpack;

import java.util.List;

/**
 * Encodes the field blocks of one direction of a connection, in their order (RFC 7541 §3).
 *
 * <p>Without a dynamic table a block depends on nothing but its fields, so that it can be stored and sent again on any connection:
 * the static methods. With a table, a field that was sent before takes a byte or two.
 *
 * <p>Names are converted to lower case. Credentials and short cookies are sent as literals that are never indexed (RFC 7541
 * §7.1.3). All methods throw {@link IllegalArgumentException} for a character above U+00FF.
 */
public final class HpackEncoder {
    /** A peer may announce a table of 4 GiB. More than this many bytes of it are not used. */
    private static final int LARGEST_TABLE = 4096;

    private static final DynamicTable NO_TABLE = new DynamicTable(0);

    private final int tableBytes;
    private final DynamicTable table;

    /** The maximum size in the decoder of the peer, and the smallest one of this table since the last block. */
    private int sentSize = DynamicTable.DEFAULT_MAX_SIZE;

    private int smallestSize;

    /** An encoder with a dynamic table of at most this many bytes, which are limited to 4096; 0 for none. */
    public HpackEncoder(int tableBytes) {
        this.tableBytes = Math.min(tableBytes, LARGEST_TABLE);
        this.table = new DynamicTable(this.tableBytes);
        this.smallestSize = this.tableBytes;
    }

    /**
     * Sets the maximum size that the peer allows: its SETTINGS_HEADER_TABLE_SIZE. The next block begins with the updates that
     * RFC 7541 §4.2 demands.
     *
     * @param bytes up to 2^32-1
     */
    public void setMaxTableBytes(long bytes) {
        table.setMaxSize((int) Math.min(bytes, tableBytes));
        smallestSize = Math.min(smallestSize, table.maxSize());
    }

    /** Encodes a field block. */
    public byte[] encode(List<HpackField> fields) {
        HpackOutput target = new HpackOutput();
        beginBlock(target);
        for (HpackField field : fields) {
            encode(field, target);
        }
        return target.toByteArray();
    }

    /**
     * Begins a block: appends the pending updates of the table size. It is called once for each block, also for one that was encoded
     * without a table.
     */
    public void beginBlock(HpackOutput target) {
        // RFC 7541 §4.2: at most two updates, the smallest size and the final one.
        if (smallestSize < Math.min(sentSize, table.maxSize())) {
            writeTableSize(smallestSize, target);
        }
        if (sentSize != table.maxSize()) {
            writeTableSize(table.maxSize(), target);
        }
        smallestSize = sentSize;
    }

    private void writeTableSize(int size, HpackOutput target) {
        HpackInteger.write(target, 0x20, 5, size);
        sentSize = size;
    }

    /** Appends a field to the block. */
    public void encode(HpackField field, HpackOutput target) {
        write(field.name(), field.value(), field.isNeverIndexed(), table, target);
    }

    /** Appends a field to the block. */
    public void encode(String name, String value, HpackOutput target) {
        write(name, value, false, table, target);
    }

    /** The entries of the dynamic table, the newest first. */
    List<HpackField> table() {
        return table.entries();
    }

    /** Encodes a field block that refers to no dynamic table and contains no update of its size. */
    public static byte[] encodeStateless(List<HpackField> fields) {
        HpackOutput target = new HpackOutput();
        for (HpackField field : fields) {
            write(field.name(), field.value(), field.isNeverIndexed(), NO_TABLE, target);
        }
        return target.toByteArray();
    }

    /** Appends a field without reference to a dynamic table. */
    public static void encodeStateless(String name, String value, HpackOutput target) {
        write(name, value, false, NO_TABLE, target);
    }

    private static void write(
            String anyCase, String value, boolean neverIndexed, DynamicTable table, HpackOutput target) {
        String name = lowerCase(anyCase);
        Indexing indexing = neverIndexed ? Indexing.NEVER : Indexing.of(name, value);
        int index = find(name, value, table);
        if (index > 0 && indexing != Indexing.NEVER) {
            HpackInteger.write(target, 0x80, 7, index); // RFC 7541 §6.1
            return;
        }
        if (indexing == Indexing.INCREMENTAL && HpackField.size(name, value) > table.maxSize()) {
            indexing = Indexing.NONE;
        }
        indexing.write(Math.abs(index), name, value, target);
        if (indexing == Indexing.INCREMENTAL) {
            table.add(new HpackField(name, value));
        }
    }

    /** The index of the field; or the one of an entry of the same name, negative; or 0. RFC 7541 §2.3.3 */
    private static int find(String name, String value, DynamicTable table) {
        int inStatic = StaticTable.find(name, value);
        int inDynamic = inStatic > 0 ? 0 : table.find(name, value);
        if (inDynamic > 0) {
            return StaticTable.LENGTH + inDynamic;
        }
        return inStatic != 0 || inDynamic == 0 ? inStatic : inDynamic - StaticTable.LENGTH;
    }

    /** In ASCII only: other letters are different bytes. */
    private static String lowerCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isUpperCase(name.charAt(i))) {
                StringBuilder lower = new StringBuilder(name);
                for (; i < name.length(); i++) {
                    char letter = name.charAt(i);
                    lower.setCharAt(i, isUpperCase(letter) ? (char) (letter | 0x20) : letter);
                }
                return lower.toString();
            }
        }
        return name;
    }

    private static boolean isUpperCase(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
