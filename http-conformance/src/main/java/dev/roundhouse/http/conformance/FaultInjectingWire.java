package dev.roundhouse.http.conformance;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.HttpGrammar;
import dev.roundhouse.http.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * A wire in memory that behaves as badly as a network may: it gives some of what has come, or nothing now; it takes some of
 * what is given, or nothing now; and it never says why.
 */
final class FaultInjectingWire implements Wire {
    private final SplittableRandom random;
    private final int mostAtOnce;
    private final StringBuilder arriving = new StringBuilder();
    private final StringBuilder said = new StringBuilder();
    private boolean inputEnded;
    private boolean outputEnded;
    private int closes;

    /**
     * A wire whose moods follow from a seed.
     *
     * @param mostAtOnce octets that pass in one call at the most
     */
    FaultInjectingWire(long seed, int mostAtOnce) {
        this.random = new SplittableRandom(seed);
        this.mostAtOnce = mostAtOnce;
    }

    private boolean isUnwilling() {
        return random.nextInt(3) == 0;
    }

    private int some(int atMost) {
        return 1 + random.nextInt(Math.min(atMost, mostAtOnce));
    }

    @Override
    public int read(ByteBuffer into) {
        if (arriving.isEmpty()) {
            return inputEnded ? -1 : 0;
        }
        if (isUnwilling()) {
            return 0;
        }
        int count = some(Math.min(into.remaining(), arriving.length()));
        into.put(HttpGrammar.of(arriving.substring(0, count)));
        arriving.delete(0, count);
        return count;
    }

    @Override
    public long write(ByteBuffer[] vector, int count) {
        if (isUnwilling()) {
            return 0;
        }
        long taken = 0;
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = vector[i];
            int part = some(buffer.remaining());
            taken += say(buffer.slice(buffer.position(), part));
            buffer.position(buffer.position() + part);
            if (buffer.hasRemaining()) {
                break;
            }
        }
        return taken;
    }

    @Override
    public long send(Body.Slice slice) throws IOException {
        if (isUnwilling()) {
            return 0;
        }
        ByteBuffer part = ByteBuffer.allocate(some((int) Math.min(Integer.MAX_VALUE, slice.length())));
        int count = slice.content().read(slice.position(), part);
        if (count < 0) {
            throw new IOException("the content is over");
        }
        return say(part.flip());
    }

    private int say(ByteBuffer octets) {
        if (outputEnded) {
            throw new IllegalStateException("octets behind the end");
        }
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        said.append(HttpGrammar.text(copy, 0, copy.length));
        return copy.length;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public void halfClose() {
        outputEnded = true;
    }

    @Override
    public void close() {
        outputEnded = true;
        closes++;
    }

    void arrive(String octets) {
        if (closes == 0) {
            arriving.append(octets);
        }
    }

    void endInput() {
        inputEnded = true;
    }

    boolean hasInput() {
        return !arriving.isEmpty();
    }

    boolean isOutputEnded() {
        return outputEnded;
    }

    int closes() {
        return closes;
    }

    String said() {
        String octets = said.toString();
        said.setLength(0);
        return octets;
    }

    boolean hasSaid() {
        return !said.isEmpty();
    }
}
