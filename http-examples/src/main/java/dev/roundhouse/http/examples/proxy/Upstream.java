package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.tls.TlsClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The other server.
 *
 * @param address its host name, which its certificate has to contain, and its port
 * @param timeout how long it may be silent while it is waited for
 * @param tls verifies its certificate; empty for plain HTTP
 */
record Upstream(InetSocketAddress address, Duration timeout, Optional<TlsClient> tls) {
    /** Creates what is between a connection and its socket. */
    UpstreamCodec newCodec(Http1ClientConnection client) throws IOException {
        return tls.isPresent()
                ? new TlsCodec(
                        tls.get()
                                .newConnection(
                                        address.getHostString(), address.getPort(), client.output(), client::receive),
                        client)
                : new PlainCodec(client);
    }
}
