package dev.roundhouse.http.transport;

import java.nio.ByteBuffer;

/**
 * Buffers for reading from and writing to sockets. A thread or event loop has one set and lends it to the connection that it
 * runs, so an idle connection owns none. They are direct buffers, because the JDK copies a heap buffer to a temporary direct
 * one in each call.
 */
public final class IoBuffers {
    private final ByteBuffer input;
    private final ByteBuffer output;
    private final ByteBuffer[] vector = new ByteBuffer[2];

    /**
     * Allocates buffers of these sizes.
     *
     * @param inputBytes maximum size of one read
     * @param outputBytes maximum size of small segments that are joined in one write
     */
    public IoBuffers(int inputBytes, int outputBytes) {
        this.input = ByteBuffer.allocateDirect(inputBytes);
        this.output = ByteBuffer.allocateDirect(outputBytes);
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
