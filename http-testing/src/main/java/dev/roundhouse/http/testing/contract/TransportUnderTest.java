package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.SocketClientChannel;
import dev.roundhouse.http.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * The transport that a suite tests, and how clients connect to it. The methods with a body are those of a transport with
 * sockets on the loopback interface. Another transport overrides them in an interface of its own:
 *
 * <pre>{@code
 * interface MemoryUnderTest extends TransportUnderTest {
 *     default Transport transport() {
 *         return new MemoryTransport();
 *     }
 *
 *     default SocketAddress freeAddress() {
 *         return MemoryAddress.unique();
 *     }
 *
 *     default ClientChannel connect(SocketAddress server, int receiveBufferBytes) throws IOException {
 *         return MemoryTransport.connect(server);
 *     }
 * }
 *
 * class MemoryShutdownTest extends ShutdownContract implements MemoryUnderTest {}
 * }</pre>
 */
public interface TransportUnderTest {
    /** The transport under test. */
    Transport transport();

    /** An address to listen on that no other listener uses; port 0 of the loopback interface by default. */
    default SocketAddress freeAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /**
     * Connects a client to a listener.
     *
     * @param server the address of the listener
     * @param receiveBufferBytes about how many bytes the client buffers; 0 for any number
     * @throws IOException if nothing listens on the address
     */
    default ClientChannel connect(SocketAddress server, int receiveBufferBytes) throws IOException {
        return SocketClientChannel.connect(server, receiveBufferBytes);
    }

    /** Whether clients have IP addresses, so that the number of connections can be limited per peer. */
    default boolean hasIpAddresses() {
        return freeAddress() instanceof InetSocketAddress;
    }

    /**
     * Whether connections and clients use TLS: then the scheme is https, and a connection above the limits is closed without a
     * response.
     */
    default boolean isSecure() {
        return false;
    }
}
