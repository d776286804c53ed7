package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.Handshakes;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.HttpProtocol;
import dev.roundhouse.http.tls.TlsClient;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Creates what is between HTTP and the socket of one client connection, again for each reconnect. */
@FunctionalInterface
interface ByteLayer {
    /** Begins a connection. */
    ConnectionBytes open(ProtocolClient http) throws IOException;

    /** Creates the layers of the connections of a load. */
    static Supplier<ByteLayer> supplier(Handshakes handshakes, HttpProtocol protocol) {
        if (handshakes == Handshakes.NONE) {
            return () -> ConnectionBytes.PlainBytes::new;
        }
        TlsLayers layers = new TlsLayers(protocol);
        return handshakes == Handshakes.FULL ? layers::withoutResumption : layers::withResumption;
    }

    /**
     * Layers of TLS. Sessions are resumed by host and port, so the number of a connection is given as the port: each connection resumes
     * its own session, or it has another number each time.
     */
    final class TlsLayers {
        private static final String HOST = "localhost";

        /** The certificate of a benchmark is known, and verifying it is no work of the server. */
        private final TlsClient client;

        private int last;

        private TlsLayers(HttpProtocol protocol) {
            client = TlsClient.insecure(List.of(protocol.alpn()));
        }

        private ByteLayer withResumption() {
            last++;
            int number = last;
            return http -> secure(http, number);
        }

        private ByteLayer withoutResumption() {
            return http -> {
                last++;
                return secure(http, last);
            };
        }

        private ConnectionBytes secure(ProtocolClient http, int number) throws IOException {
            return new ConnectionBytes.SecuredBytes(
                    http, client.newConnection(HOST, number, http.output(), http::receive));
        }
    }
}
