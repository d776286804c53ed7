package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.connection.Output;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What is between a connection to the other server and its socket: nothing, or TLS. */
interface UpstreamCodec {
    /** The bytes for the socket. */
    Output output();

    /** Bytes of the output were sent. */
    void markSent(long count) throws IOException;

    /** Bytes came from the socket. */
    void receive(ByteBuffer bytes) throws IOException;

    /** The socket has ended. */
    void receiveEof() throws IOException;
}
