package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.function.Supplier;

/**
 * Shared by all connections. They run on one thread, so one buffer per direction is enough.
 *
 * @param server address of the server
 * @param layers creates what is between HTTP and the socket of a connection
 * @param selector of all connections
 * @param clock source of all times
 * @param input direct buffer for reading
 * @param output direct buffer for writing
 */
record ClientContext(
        InetSocketAddress server,
        Supplier<ByteLayer> layers,
        Selector selector,
        NanoClock clock,
        ByteBuffer input,
        ByteBuffer output) {
    /** Maximum size of a read, about the size of a socket's receive buffer. */
    private static final int INPUT_SIZE = 256 << 10;

    private static final int OUTPUT_SIZE = 64 << 10;

    ClientContext(InetSocketAddress server, Supplier<ByteLayer> layers, Selector selector, NanoClock nanoClock) {
        this(
                server,
                layers,
                selector,
                nanoClock,
                ByteBuffer.allocateDirect(INPUT_SIZE),
                ByteBuffer.allocateDirect(OUTPUT_SIZE));
    }
}
