package dev.roundhouse.http.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportSettings;
import dev.roundhouse.http.transport.blocking.BlockingTransport;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client of the JDK that closes its socket within a download sends user_canceled: it is the client that ends it, not the content. */
@Timeout(120)
class CanceledDownloadTest {
    private static final int LENGTH = 8 << 20;
    private static final int CLIENTS = 30;
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    static Stream<Transport> transports() {
        return Stream.of(new NioTransport(), new BlockingTransport());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void is_no_failure_of_the_content(Transport transport) throws Exception {
        Response response = new Response(Status.OK, Headers.EMPTY, new Body.Bytes(ByteBuffer.allocate(LENGTH)));
        TransportObserver observer = new TransportObserver() {
            @Override
            public void contentFailed(SocketAddress peer, IOException cause) {
                failures.add(cause.toString());
            }
        };
        Service plain = CheckedService.of(request -> response);
        Service service = new Service(plain.connectionFactory(), plain.handler(), observer);
        Listener listener = new TlsTransport(transport)
                .start(service, TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        int port = ((InetSocketAddress) listener.address()).getPort();
        for (int number = 0; number < CLIENTS; number++) {
            Socket socket =
                    TestTls.CLIENT.secure(new Socket(InetAddress.getLoopbackAddress(), port), "localhost", port);
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(number * 10_000);
            socket.close();
        }
        while (listener.connectionCount() > 0) {
            Thread.sleep(10);
        }
        listener.shutdown(Duration.ZERO);

        assertEquals(List.of(), List.copyOf(failures));
    }
}
