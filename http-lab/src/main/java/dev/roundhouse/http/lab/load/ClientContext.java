package dev.roundhouse.http.lab.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/**
 * What all wires share. They take turns in one thread, so that one buffer for each direction is enough.
 *
 * @param server where they connect to
 * @param selector tells which of them can go on
 * @param clock of all times
 * @param input direct
 * @param output direct
 */
record ClientContext(
        InetSocketAddress server, Selector selector, NanoClock clock, ByteBuffer input, ByteBuffer output) {
    /** So much is taken from a socket at once, which is no more than its own buffer usually holds. */
    private static final int INPUT_SIZE = 256 << 10;

    private static final int OUTPUT_SIZE = 64 << 10;

    ClientContext(InetSocketAddress server, Selector selector, NanoClock nanoClock) {
        this(
                server,
                selector,
                nanoClock,
                ByteBuffer.allocateDirect(INPUT_SIZE),
                ByteBuffer.allocateDirect(OUTPUT_SIZE));
    }
}
