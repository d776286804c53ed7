package dev.roundhouse.http.testing;

import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.transport.ContentException;
import dev.roundhouse.http.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The wire of a server whose client is a connection in the same thread: reading takes its output, writing is its input. */
final class ClientWire implements Wire {
    private static final int COPY_BYTES = 16 << 10;

    private final Http1ClientConnection client;

    ClientWire(Http1ClientConnection client) {
        this.client = client;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = client.output().copyTo(into);
        client.markSent(count);
        return count;
    }

    @Override
    public boolean isReadable() {
        return !client.output().isEmpty();
    }

    @Override
    public long write(ByteBuffer[] vector, int count) {
        long written = 0;
        for (int i = 0; i < count; i++) {
            written += vector[i].remaining();
            client.receive(vector[i]);
        }
        return written;
    }

    @Override
    public long transfer(Body.Slice slice) throws ContentException {
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(COPY_BYTES, slice.length()));
        int count = read(slice, part);
        if (count <= 0) {
            throw new ContentException("content ended " + slice.length() + " bytes before its declared length");
        }
        client.receive(part.flip());
        return count;
    }

    private static int read(Body.Slice slice, ByteBuffer target) throws ContentException {
        try {
            return slice.content().read(slice.position(), target);
        } catch (IOException failed) {
            throw new ContentException(failed);
        }
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public void shutdownOutput() {
        // The client finds the end of the response by its framing, or by the close that follows.
    }

    @Override
    public void close() {
        // Nothing to release.
    }
}
