package dev.roundhouse.http.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ByteChannel;

/**
 * The client's end of a connection to a listener, over a socket or not. Its methods block: {@link #read} until there are bytes,
 * {@link #write} until there is room. {@link #close} may be called by any thread, and ends both.
 *
 * <pre>{@code
 * ClientChannel channel = SocketClientChannel.connect(listener.address());
 * RawClient client = new RawClient(channel);
 * }</pre>
 */
public interface ClientChannel extends ByteChannel {
    /** Closes the sending side: the server receives the end of input. */
    void shutdownOutput() throws IOException;

    /** Closes the connection so that the server's next read or write fails. */
    void reset() throws IOException;

    /** The address of this end, as the server sees it. */
    SocketAddress localAddress();
}
