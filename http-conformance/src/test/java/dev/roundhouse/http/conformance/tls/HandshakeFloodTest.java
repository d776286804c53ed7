package dev.roundhouse.http.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.SecureClientChannel;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import dev.roundhouse.http.transport.blocking.VirtualThreadTransport;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Many clients begin a handshake at once, next to clients with an open connection. A handshake takes a thousand times as long as a
 * request. An event loop does a part of the handshakes at a time, and handles the requests that have come between two parts.
 */
@Timeout(120)
class HandshakeFloodTest {
    private static final int FLOOD = 400;
    private static final int CLIENTS = 10;

    /** More than an event loop does between two times that it looks for requests. */
    private static final int MAX_HANDSHAKES_BEFORE_A_REQUEST = 100;

    private static final int ROUNDS = 20;

    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String PAUSE = "GET /pause HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int RECORD_HEADER_BYTES = 5;

    /** RFC 8446 §5.1 */
    private static final int HANDSHAKE_RECORD = 22;

    private final List<Socket> flood = new ArrayList<>();
    private final List<RawClient> clients = new ArrayList<>();
    private final CountDownLatch isPaused = new CountDownLatch(1);
    private final CountDownLatch canContinue = new CountDownLatch(1);
    private Listener listener;

    private void start(Transport transport) throws IOException {
        Service service = CheckedService.of(this::respond);
        TransportSettings settings = TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withEventLoops(1);
        listener = new TlsTransport(transport).start(service, settings);
    }

    @AfterEach
    void shut_down() throws IOException {
        canContinue.countDown();
        closeFlood();
        for (RawClient client : clients) {
            client.close();
        }
        listener.shutdown(Duration.ZERO);
    }

    /** Runs in the event loop, so that nothing changes while the handshakes are counted. */
    private Response respond(Request request) throws IOException {
        if (request.target().path().equals("/pause")) {
            isPaused.countDown();
            try {
                canContinue.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return Response.plain(Status.OK, Integer.toString(countHandshakes()));
    }

    /** The handshakes whose first message has been responded to. */
    private int countHandshakes() throws IOException {
        int begun = 0;
        for (Socket socket : flood) {
            begun += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return begun;
    }

    private void connectFlood() throws IOException {
        for (int number = 0; number < FLOOD; number++) {
            flood.add(new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) listener.address()).getPort()));
        }
        connect();
    }

    private void closeFlood() throws IOException {
        for (Socket socket : flood) {
            socket.close();
        }
        flood.clear();
    }

    private static int count(String response) {
        return Integer.parseInt(response.substring(response.indexOf("\r\n\r\n")).strip());
    }

    private RawClient connect() throws IOException {
        RawClient client =
                new RawClient(SecureClientChannel.connect((InetSocketAddress) listener.address(), TestTls.CLIENT, 0));
        clients.add(client);
        client.send(GET);
        client.readResponse();
        return client;
    }

    /** What a client of the JDK sends first. */
    private static byte[] clientHello() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(server.getInetAddress(), server.getLocalPort())) {
            Socket secured = TestTls.CLIENT.secure(plain, "localhost", server.getLocalPort());
            Thread client = new Thread(() -> {
                try {
                    secured.getOutputStream().write(0);
                } catch (IOException expected) {
                    // The handshake is not continued.
                }
            });
            client.start();
            try (Socket accepted = server.accept()) {
                InputStream input = accepted.getInputStream();
                byte[] header = input.readNBytes(RECORD_HEADER_BYTES);
                int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
                byte[] record = new byte[RECORD_HEADER_BYTES + length];
                System.arraycopy(header, 0, record, 0, RECORD_HEADER_BYTES);
                input.readNBytes(record, RECORD_HEADER_BYTES, length);
                return record;
            }
        }
    }

    @Test
    void requests_are_handled_between_the_handshakes() throws Exception {
        start(new NioTransport());
        byte[] hello = clientHello();
        RawClient pausing = connect();
        List<RawClient> healthy = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            healthy.add(connect());
        }
        connectFlood();
        pausing.send(PAUSE);
        isPaused.await();
        for (Socket socket : flood) {
            socket.getOutputStream().write(hello);
        }
        for (RawClient client : healthy) {
            client.send(GET);
        }
        canContinue.countDown();

        for (RawClient client : healthy) {
            int before = count(client.readResponse());
            assertTrue(before <= MAX_HANDSHAKES_BEFORE_A_REQUEST, before + " handshakes before a request");
        }
        for (Socket socket : flood) {
            assertEquals(HANDSHAKE_RECORD, socket.getInputStream().read());
        }
    }

    /** The threads run at the same time, so one of several rounds has to show it. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void request_does_not_wait_for_all_handshakes_of_virtual_threads() throws Exception {
        start(new VirtualThreadTransport());
        byte[] hello = clientHello();
        RawClient healthy = connect();
        int fewest = FLOOD;
        for (int round = 0; round < ROUNDS && fewest > MAX_HANDSHAKES_BEFORE_A_REQUEST; round++) {
            connectFlood();
            for (Socket socket : flood) {
                socket.getOutputStream().write(hello);
            }
            int before = countHandshakes();
            healthy.send(GET);
            fewest = Math.min(fewest, count(healthy.readResponse()) - before);
            closeFlood();
        }

        assertTrue(fewest <= MAX_HANDSHAKES_BEFORE_A_REQUEST, fewest + " handshakes before a request");
    }
}
