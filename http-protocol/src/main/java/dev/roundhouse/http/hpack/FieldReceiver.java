package dev.roundhouse.http.hpack;

/** Receives the fields of a block, one after the other. */
@FunctionalInterface
public interface FieldReceiver {
    /** Receives the next field. It must not throw: the rest of the block would be missing in the dynamic table. */
    void receive(HpackField field);
}
