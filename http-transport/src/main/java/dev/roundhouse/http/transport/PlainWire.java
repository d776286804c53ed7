package dev.roundhouse.http.transport;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A socket without encryption, blocking or not. */
public final class PlainWire implements Wire {
    /** For the rare copy where sendfile says "not now" to a thread that would rather wait. */
    private static final int COPY_BUFFER_SIZE = 64 << 10;

    /** What one call may hand to sendfile: a loop has other connections. */
    private static final long MAX_SENDFILE_BYTES = 2 << 20;

    private final SocketChannel channel;
    private final Optional<ConnectionLimiter.Permit> permit;

    /** The wire of a channel, which it owns from now on. */
    public PlainWire(SocketChannel channel) throws IOException {
        this(channel, Optional.empty());
    }

    /** The wire of a channel that has been admitted; its place is given back when the wire is closed. */
    public PlainWire(SocketChannel channel, ConnectionLimiter.Permit permit) throws IOException {
        this(channel, Optional.of(permit));
    }

    private PlainWire(SocketChannel channel, Optional<ConnectionLimiter.Permit> place) throws IOException {
        this.channel = channel;
        this.permit = place;
        // An answer leaves in one write; there is nothing that Nagle's algorithm could join it with.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public long write(ByteBuffer[] vector, int count) throws IOException {
        return count == 1 ? channel.write(vector[0]) : channel.write(vector, 0, count);
    }

    /** The raw channel is handed on: behind any wrapper the file could not use sendfile. */
    @Override
    public long transfer(Body.Slice slice) throws IOException {
        Content content = slice.content();
        long sent = sendfile(slice);
        if (sent > 0) {
            return sent;
        }
        // 0 says "not now" or "there is nothing there any more", and whoever takes the second for the first waits for
        // ever.
        if (slice.position() >= content.length()) {
            throw new ContentException("content ended " + slice.length() + " bytes before its declared length");
        }
        return channel.isBlocking() ? copy(slice) : 0;
    }

    /** The end of a file is the file's fault; all else that can be wrong here is nearly always the socket's. */
    private long sendfile(Body.Slice slice) throws IOException {
        try {
            return slice.content().transferTo(slice.position(), Math.min(slice.length(), MAX_SENDFILE_BYTES), channel);
        } catch (EOFException shrunk) {
            throw new ContentException(shrunk);
        }
    }

    /**
     * On a full socket, transferTo does not park a virtual thread, it returns 0 (seen on JDK 25); write does park it. So one
     * buffer is copied, and then transferTo has its next chance.
     */
    private long copy(Body.Slice slice) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate((int) Math.min(COPY_BUFFER_SIZE, slice.length()));
        if (slice.content().read(slice.position(), copy) <= 0) {
            throw new ContentException("content ended " + slice.length() + " bytes before its declared length");
        }
        return channel.write(copy.flip());
    }

    @Override
    public boolean isBlocking() {
        return channel.isBlocking();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The descriptor is gone in any case, and nobody could do anything about it.
        } finally {
            permit.ifPresent(ConnectionLimiter.Permit::close);
        }
    }
}
