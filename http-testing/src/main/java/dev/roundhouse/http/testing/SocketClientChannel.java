package dev.roundhouse.http.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A channel over a TCP or a Unix domain socket. */
public final class SocketClientChannel implements ClientChannel {
    private final SocketChannel channel;
    private final SocketAddress localAddress;

    private SocketClientChannel(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.localAddress = channel.getLocalAddress();
    }

    /** Connects to a server. */
    public static SocketClientChannel connect(SocketAddress server) throws IOException {
        return connect(server, 0);
    }

    /**
     * Connects to a server.
     *
     * @param receiveBufferBytes size of the receive buffer of the socket; 0 for the default of the system
     */
    public static SocketClientChannel connect(SocketAddress server, int receiveBufferBytes) throws IOException {
        boolean isUnix = server instanceof UnixDomainSocketAddress;
        SocketChannel channel = isUnix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        try {
            if (receiveBufferBytes > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            }
            if (!isUnix) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            channel.connect(server);
            return new SocketClientChannel(channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** A TCP connection is reset. A Unix domain socket has no reset: it is closed. */
    @Override
    public void reset() throws IOException {
        if (channel.isOpen() && channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
