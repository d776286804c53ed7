package dev.roundhouse.http.conformance.tls;

import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.SecureClientChannel;
import dev.roundhouse.http.testing.contract.TransportUnderTest;
import dev.roundhouse.http.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A transport whose connections and clients use TLS. */
interface TlsUnderTest extends TransportUnderTest {
    /** The transport without TLS. */
    Transport plainTransport();

    @Override
    default Transport transport() {
        return new TlsTransport(plainTransport());
    }

    @Override
    default ClientChannel connect(SocketAddress server, int receiveBufferBytes) throws IOException {
        return SecureClientChannel.connect((InetSocketAddress) server, TestTls.CLIENT, receiveBufferBytes);
    }

    @Override
    default boolean isSecure() {
        return true;
    }
}
