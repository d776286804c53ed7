package dev.roundhouse.http.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Changes some of the records of a client, and adds others. */
final class RecordMutator implements UnaryOperator<byte[]> {
    private static final int HEADER = 5;

    private final IntUnaryOperator choice;
    private final byte[] inserted;

    RecordMutator(IntUnaryOperator choice, byte[] inserted) {
        this.choice = choice;
        this.inserted = inserted;
    }

    @Override
    public byte[] apply(byte[] record) {
        if (record.length < HEADER || choice.applyAsInt(4) != 1) {
            return record;
        }
        byte[] changed = record.clone();
        return switch (choice.applyAsInt(10)) {
            case 0 -> {
                changed[choice.applyAsInt(record.length)] ^= (byte) (1 << choice.applyAsInt(8));
                yield changed;
            }
            case 1 -> {
                changed[choice.applyAsInt(HEADER)] = (byte) choice.applyAsInt(256);
                yield changed;
            }
            case 2 -> Arrays.copyOf(record, choice.applyAsInt(record.length));
            case 3 -> concat(record, record);
            case 4 -> concat(record, inserted);
            case 5 -> concat(inserted, record);
            case 6 -> new byte[0];
            // An alert in clear text, a record of any type without content, and change_cipher_spec.
            case 7 ->
                concat(new byte[] {21, 3, 3, 0, 2, (byte) choice.applyAsInt(3), (byte) choice.applyAsInt(128)}, record);
            case 8 -> concat(new byte[] {(byte) (20 + choice.applyAsInt(5)), 3, 3, 0, 0}, record);
            default -> concat(record, new byte[] {20, 3, 3, 0, 1, 1});
        };
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
