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

/** How the program ends: who is under way finishes, who takes too long is cut and counted, and the next can begin. */
@EnabledOnOs(OS.LINUX)
class ShutdownTest {
    private static final String GET = "GET /small.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_LARGE = "GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n";

    /** More than two sockets hold. */
    private static final int LARGE = 32 << 20;

    @TempDir
    static Path folder;

    private static Path site;
    private static byte[] large;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Files.createDirectory(folder.resolve("site"));
        large = new byte[LARGE];
        new SplittableRandom(7).nextBytes(large);
        Files.writeString(site.resolve("small.txt"), "small");
        Files.write(site.resolve("large.bin"), large);
    }

    private static ServerFixture start(String transport, String... options) throws IOException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        return ServerFixture.start(site, folder, transport, "true", "-XX:TieredStopAtLevel=1", options);
    }

    /** A client that has got the head of its answer, and reads no further for now. */
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

    /** The server accepts nobody any more: its end has begun. */
    private static void awaitRefusal(ServerFixture server) throws InterruptedException {
        while (true) {
            try {
                server.connect().close();
                Thread.sleep(10);
            } catch (IOException refused) {
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void finishes_what_is_under_way_and_ends_with_0(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--grace-period=1m");
                Socket idle = begin(server, GET);
                Socket client = begin(server, GET_LARGE)) {
            server.signal("TERM");
            awaitRefusal(server);

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
            assertTrue(server.log().contains(" 2 connections were cut"), server.log());
            assertTrue(idle.isConnected() && one.isConnected() && other.isConnected());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void an_idle_connection_is_not_cut_also_without_grace(String transport) throws IOException, InterruptedException {
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
    void ends_at_once_at_the_second_signal(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--grace-period=1h");
                Socket client = begin(server, GET_LARGE)) {
            server.signal("TERM");
            awaitRefusal(server);
            server.signal("INT");

            assertEquals(130, server.exitCode());
            assertTrue(client.isConnected());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void the_next_can_bind_the_same_port_at_once(String signal) throws IOException, InterruptedException {
        int port = cutPort(signal);
        try (ServerFixture next = start("nio", "--port=" + port)) {
            assertEquals(200, next.get("/large.bin"));
        }
    }

    /** The port of a server that ended while it had an idle client and a busy one, which has noticed. */
    private static int cutPort(String signal) throws IOException, InterruptedException {
        try (ServerFixture server = start("nio", "--grace-period=0");
                Socket idle = begin(server, GET);
                Socket client = begin(server, GET_LARGE)) {
            server.signal(signal);
            server.exitCode();
            assertTrue(readToEnd(client) < LARGE, "what was cut looks whole");
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
