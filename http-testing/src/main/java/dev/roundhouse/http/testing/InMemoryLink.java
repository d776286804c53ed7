package dev.roundhouse.http.testing;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.transport.ContentException;
import dev.roundhouse.http.transport.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;

/**
 * A connection in memory: the wire of a server, which does not block, and the channel of a client, which does. At most 64 KiB
 * are on their way in each direction.
 *
 * <pre>{@code
 * InMemoryLink link = new InMemoryLink(clientAddress, serverThread::wakeUp);
 * Pump pump = new Pump(connection, link.wire(), service, clientAddress, System::nanoTime);
 * RawClient client = new RawClient(link.client());
 * }</pre>
 */
public final class InMemoryLink {
    private final InMemoryPipe requests = new InMemoryPipe();
    private final InMemoryPipe responses = new InMemoryPipe();
    private final Wire wire = new ServerEnd();
    private final ClientChannel client;

    /**
     * An open connection.
     *
     * @param clientAddress the address of the client
     * @param onClientAction called by the threads of the client when the wire may be readable or writable, or has been closed
     */
    public InMemoryLink(SocketAddress clientAddress, Runnable onClientAction) {
        this.client = new ClientEnd(clientAddress, onClientAction);
    }

    /** The server's end. */
    public Wire wire() {
        return wire;
    }

    /** Whether a read of the wire would return bytes, or the end of input. */
    public boolean hasInput() {
        return requests.isReadable();
    }

    /** The client's end. */
    public ClientChannel client() {
        return client;
    }

    private final class ServerEnd implements Wire {
        private static final int COPY_BYTES = 16 << 10;

        private volatile boolean resets;

        @Override
        public int read(ByteBuffer into) throws IOException {
            return requests.read(into);
        }

        @Override
        public boolean isReadable() {
            return hasInput();
        }

        @Override
        public long write(ByteBuffer[] vector, int count) throws IOException {
            long written = 0;
            for (int i = 0; i < count; i++) {
                written += responses.write(vector[i]);
                if (vector[i].hasRemaining()) {
                    // The client may make room at any time: the next buffer must not overtake the rest of this one.
                    break;
                }
            }
            return written;
        }

        @Override
        public long transfer(Body.Slice slice) throws IOException {
            ByteBuffer part = ByteBuffer.allocate((int) Math.min(COPY_BYTES, slice.length()));
            if (read(slice, part) <= 0) {
                throw new ContentException("content ended " + slice.length() + " bytes before its declared length");
            }
            return responses.write(part.flip());
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
            responses.end();
        }

        /** The client does not get the bytes that it has not read. */
        @Override
        public void resetOnClose() {
            resets = true;
        }

        @Override
        public void close() {
            if (resets) {
                responses.reset();
            } else {
                responses.end();
            }
            requests.reset();
        }
    }

    /** A read or a write of a pipe. */
    private interface Transfer {
        int run() throws IOException;
    }

    private final class ClientEnd implements ClientChannel {
        private final SocketAddress address;
        private final Runnable onAction;
        private volatile boolean closed;

        private ClientEnd(SocketAddress address, Runnable onAction) {
            this.address = address;
            this.onAction = onAction;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return await(responses, () -> responses.read(target));
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return source.hasRemaining() ? await(requests, () -> requests.write(source)) : 0;
        }

        /** Repeats a transfer until it has moved a byte. */
        private int await(InMemoryPipe pipe, Transfer transfer) throws IOException {
            int count;
            synchronized (pipe) {
                while ((count = transfer.run()) == 0) {
                    waitForChange(pipe);
                }
            }
            onAction.run();
            return count;
        }

        private void waitForChange(InMemoryPipe pipe) throws IOException {
            if (closed) {
                throw new ClosedChannelException();
            }
            try {
                pipe.wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                close();
                throw new ClosedByInterruptException();
            }
        }

        @Override
        public void shutdownOutput() {
            requests.end();
            onAction.run();
        }

        @Override
        public void reset() {
            closed = true;
            requests.reset();
            responses.reset();
            onAction.run();
        }

        @Override
        public void close() {
            closed = true;
            requests.end();
            responses.reset();
            onAction.run();
        }

        @Override
        public SocketAddress localAddress() {
            return address;
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }
    }
}
