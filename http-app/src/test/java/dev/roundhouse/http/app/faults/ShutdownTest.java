package dev.roundhouse.http.app.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shutdown of the program: requests in progress are completed, slow ones are aborted and counted, the port is released. */
@EnabledOnOs(OS.LINUX)
class ShutdownTest {
    private static final String GET = "GET /small.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_LARGE = "GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Larger than the buffers of two sockets. */
    private static final int LARGE = 32 << 20;

    @TempDir
    static Path tempDirectory;

    private static Path site;
    private static byte[] large;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        large = new byte[LARGE];
        new SplittableRandom(7).nextBytes(large);
        Files.writeString(site.resolve("small.txt"), "small");
        Files.write(site.resolve("large.bin"), large);
    }

    private static ServerFixture start(String transport, String... options) throws IOException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        return ServerFixture.start(site, tempDirectory, transport, "true", "-XX:TieredStopAtLevel=1", options);
    }

    /** A client that has read the head of its response and then pauses. */
    private static Socket begin(ServerFixture server, String request) throws IOException {
        Socket socket = server.connect();
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        InputStream input = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) input.read());
        }
        return socket;
    }

    /** Waits until the server accepts no connections: its shutdown has begun. */
    private static void awaitRejection(ServerFixture server) throws InterruptedException {
        while (true) {
            try {
                server.connect().close();
                Thread.sleep(10);
            } catch (IOException rejected) {
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void shutdown_completes_requests_and_exits_with_0(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--grace-period=1m");
                Socket idle = begin(server, GET);
                Socket client = begin(server, GET_LARGE)) {
            server.signal("TERM");
            awaitRejection(server);

            assertArrayEquals(large, client.getInputStream().readAllBytes());
            assertEquals("small", new String(idle.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            assertEquals(0, server.exitCode());
            assertEquals("", server.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void aborts_connections_after_the_grace_period_and_logs_the_count(String transport)
            throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--grace-period=300ms");
                Socket idle = begin(server, GET);
                Socket one = begin(server, GET_LARGE);
                Socket other = begin(server, GET_LARGE)) {
            server.signal("TERM");

            assertEquals(1, server.exitCode());
            assertTrue(server.log().contains(" 2 connections were aborted"), server.log());
            assertTrue(idle.isConnected() && one.isConnected() && other.isConnected());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void idle_connection_is_not_aborted_without_grace_period(String transport)
            throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--grace-period=0");
                Socket idle = begin(server, GET)) {
            server.signal("TERM");

            assertEquals("small", new String(idle.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            assertEquals(0, server.exitCode());
            assertEquals("", server.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void second_signal_exits_at_once(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--grace-period=1h");
                Socket client = begin(server, GET_LARGE)) {
            server.signal("TERM");
            awaitRejection(server);
            server.signal("INT");

            assertEquals(130, server.exitCode());
            assertTrue(client.isConnected());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void port_can_be_bound_after_exit(String signal) throws IOException, InterruptedException {
        int port = abortedPort(signal);
        try (ServerFixture next = start("nio", "--port=" + port)) {
            assertEquals(200, next.get("/large.bin"));
        }
    }

    /** The port of a server that exited while it had an idle and a busy client. */
    private static int abortedPort(String signal) throws IOException, InterruptedException {
        try (ServerFixture server = start("nio", "--grace-period=0");
                Socket idle = begin(server, GET);
                Socket client = begin(server, GET_LARGE)) {
            server.signal(signal);
            server.exitCode();
            assertTrue(readToEnd(client) < LARGE, "an aborted response looks complete");
            assertTrue(idle.isConnected());
            return server.address().getPort();
        }
    }

    private static long readToEnd(Socket client) throws IOException {
        long count = 0;
        byte[] buffer = new byte[64 << 10];
        try {
            for (int got = client.getInputStream().read(buffer);
                    got >= 0;
                    got = client.getInputStream().read(buffer)) {
                count += got;
            }
        } catch (SocketException reset) {
            return count;
        }
        return count;
    }

    @Test
    void signal_during_startup_is_handled() throws IOException, InterruptedException {
        try (ServerFixture server = start("nio")) {
            server.signal("INT");

            assertEquals(0, server.exitCode());
        }
    }
}
