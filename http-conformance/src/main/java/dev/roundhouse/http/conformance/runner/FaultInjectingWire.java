package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * An in-memory wire that injects the faults of a network: short reads, short writes, and reads or writes that make no
 * progress.
 */
final class FaultInjectingWire implements Wire {
    private final SplittableRandom random;
    private final int maxTransferBytes;
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder output = new StringBuilder();
    private boolean inputEnded;
    private boolean outputEnded;
    private int closeCount;

    /**
     * Creates a wire whose faults are derived from a seed.
     *
     * @param maxTransferBytes maximum number of bytes per call
     */
    FaultInjectingWire(long seed, int maxTransferBytes) {
        this.random = new SplittableRandom(seed);
        this.maxTransferBytes = maxTransferBytes;
    }

    private boolean isWithoutProgress() {
        return random.nextInt(3) == 0;
    }

    private int randomLength(int limit) {
        return 1 + random.nextInt(Math.min(limit, maxTransferBytes));
    }

    @Override
    public int read(ByteBuffer into) {
        if (input.isEmpty()) {
            return inputEnded ? -1 : 0;
        }
        if (isWithoutProgress()) {
            return 0;
        }
        int count = randomLength(Math.min(into.remaining(), input.length()));
        into.put(HttpGrammar.encode(input.substring(0, count)));
        input.delete(0, count);
        return count;
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public long write(ByteBuffer[] vector, int count) {
        if (isWithoutProgress()) {
            return 0;
        }
        long written = 0;
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = vector[i];
            int length = randomLength(buffer.remaining());
            written += appendOutput(buffer.slice(buffer.position(), length));
            buffer.position(buffer.position() + length);
            if (buffer.hasRemaining()) {
                break;
            }
        }
        return written;
    }

    @Override
    public long transfer(Body.Slice slice) throws IOException {
        if (isWithoutProgress()) {
            return 0;
        }
        ByteBuffer segment = ByteBuffer.allocate(randomLength((int) Math.min(Integer.MAX_VALUE, slice.length())));
        int count = slice.content().read(slice.position(), segment);
        if (count < 0) {
            throw new IOException("the content is truncated");
        }
        return appendOutput(segment.flip());
    }

    private int appendOutput(ByteBuffer bytes) {
        if (outputEnded) {
            throw new IllegalStateException("bytes after the end of output");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        output.append(HttpGrammar.decode(copy, 0, copy.length));
        return copy.length;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public void shutdownOutput() {
        outputEnded = true;
    }

    @Override
    public void close() {
        outputEnded = true;
        closeCount++;
    }

    void deliver(String bytes) {
        if (closeCount == 0) {
            input.append(bytes);
        }
    }

    void closeInput() {
        inputEnded = true;
    }

    boolean hasInput() {
        return !input.isEmpty();
    }

    boolean isOutputEnded() {
        return outputEnded;
    }

    int closeCount() {
        return closeCount;
    }

    String takeOutput() {
        String bytes = output.toString();
        output.setLength(0);
        return bytes;
    }

    boolean hasOutput() {
        return !output.isEmpty();
    }
}
