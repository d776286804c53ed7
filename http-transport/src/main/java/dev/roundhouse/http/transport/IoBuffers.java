package dev.roundhouse.http.transport;

import java.nio.ByteBuffer;

/**
 * The buffers through which bytes pass on their way, one set for each thread or loop, so that an idle connection owns none.
 * Direct, since a heap buffer is copied to a hidden direct one at each call.
 */
public final class IoBuffers {
    private final ByteBuffer input;
    private final ByteBuffer output;
    private final ByteBuffer[] vector = new ByteBuffer[2];

    /**
     * Buffers of these sizes.
     *
     * @param inputOctets what one read can take
     * @param outputOctets what is written together at once
     */
    public IoBuffers(int inputOctets, int outputOctets) {
        this.input = ByteBuffer.allocateDirect(inputOctets);
        this.output = ByteBuffer.allocateDirect(outputOctets);
    }

    ByteBuffer input() {
        return input.clear();
    }

    ByteBuffer output() {
        return output.clear();
    }

    ByteBuffer[] vector() {
        return vector;
    }
}
