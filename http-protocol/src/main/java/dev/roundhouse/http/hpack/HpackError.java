package dev.roundhouse.http.hpack;

/** The errors for which a field block is rejected. After any of them the tables of both sides differ. */
public enum HpackError {
    BLOCK_TRUNCATED("RFC 7541 §5", "The field block ends inside a field."),
    INDEX_ZERO("RFC 7541 §6.1", "Index 0 is not used."),
    INDEX_TOO_LARGE("RFC 7541 §2.3.3", "The index is beyond the end of the dynamic table."),
    INTEGER_TOO_LARGE("RFC 7541 §5.1", "The integer is larger than 2147483647 or has more than five further bytes."),
    PADDING_INVALID("RFC 7541 §5.2", "The padding of a Huffman-encoded string must be at most seven bits, all ones."),
    EOS_IN_STRING("RFC 7541 §5.2", "A Huffman-encoded string must not contain EOS."),
    TABLE_SIZE_TOO_LARGE("RFC 7541 §6.3", "The table size update is above the size in the acknowledged settings."),
    TABLE_SIZE_UPDATE_MISPLACED("RFC 7541 §4.2", "A table size update must be at the beginning of the field block."),
    TABLE_SIZE_UPDATE_MISSING(
            "RFC 7541 §4.2",
            "After the settings reduced the table, the next field block must begin with its new size.");

    private final String section;
    private final String message;

    HpackError(String section, String message) {
        this.section = section;
        this.message = message;
    }

    /** The section of the RFC that the block violates. */
    public String section() {
        return section;
    }

    /** What is wrong, for the peer. */
    public String message() {
        return message;
    }
}
