package dev.roundhouse.http.transport;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A socket without encryption, blocking or non-blocking. */
public final class PlainWire implements Wire {
    /** Buffer of the fallback to read and write, see {@link #copy}. */
    private static final int COPY_BUFFER_SIZE = 64 << 10;

    /** Maximum number of bytes of one sendfile call, because an event loop has other connections. */
    private static final long MAX_SENDFILE_BYTES = 2 << 20;

    private final SocketChannel channel;
    private final Optional<ConnectionLimiter.Permit> permit;

    /** The wire of a channel; it owns the channel. */
    public PlainWire(SocketChannel channel) throws IOException {
        this(channel, Optional.empty());
    }

    /** The wire of a channel with a permit; it owns both, and closes them together. */
    public PlainWire(SocketChannel channel, ConnectionLimiter.Permit permit) throws IOException {
        this(channel, Optional.of(permit));
    }

    private PlainWire(SocketChannel channel, Optional<ConnectionLimiter.Permit> permit) throws IOException {
        this.channel = channel;
        this.permit = permit;
        // A response is sent in one write; there is nothing for Nagle's algorithm to join it with.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /** One ioctl. It does not see the end of the input, which the next read finds when everything has been written. */
    @Override
    public boolean isReadable() throws IOException {
        return channel.socket().getInputStream().available() > 0;
    }

    @Override
    public long write(ByteBuffer[] vector, int count) throws IOException {
        return count == 1 ? channel.write(vector[0]) : channel.write(vector, 0, count);
    }

    /** The file gets the channel itself: with a wrapper around it the JDK does not use sendfile. */
    @Override
    public long transfer(Body.Slice slice) throws IOException {
        Content content = slice.content();
        long sent = sendfile(slice);
        if (sent > 0) {
            return sent;
        }
        // 0 means that the socket is full, or that the file has been truncated. In the second case, waiting for the
        // socket would never end.
        if (slice.position() >= content.length()) {
            throw new ContentException("content ended " + slice.length() + " bytes before its declared length");
        }
        return channel.isBlocking() ? copy(slice) : 0;
    }

    /** An EOFException comes from the file; nearly every other IOException comes from the socket. */
    private long sendfile(Body.Slice slice) throws IOException {
        try {
            return slice.content().transferTo(slice.position(), Math.min(slice.length(), MAX_SENDFILE_BYTES), channel);
        } catch (EOFException shrunk) {
            throw new ContentException(shrunk);
        }
    }

    /**
     * Copies one buffer. If the socket is full, {@code transferTo} does not park a virtual thread but returns 0 (observed on
     * JDK 25), while {@code write} parks it. After it {@code transferTo} is tried again.
     */
    private long copy(Body.Slice slice) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BUFFER_SIZE, slice.length()));
        if (slice.content().read(slice.position(), buffer) <= 0) {
            throw new ContentException("content ended " + slice.length() + " bytes before its declared length");
        }
        return channel.write(buffer.flip());
    }

    @Override
    public boolean isBlocking() {
        return channel.isBlocking();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** RFC 9293 §3.10.5 (ABORT), which sockets do when they are closed with a linger time of 0. */
    @Override
    public void resetOnClose() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException disconnected) {
            // Then nothing is kept for the peer.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The descriptor is released in any case.
        } finally {
            permit.ifPresent(ConnectionLimiter.Permit::close);
        }
    }
}
