package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What all suites share: listeners that are closed after each test, clients, time limits and messages. */
@Timeout(TransportFixture.TEST_TIMEOUT_SECONDS)
@ExtendWith(CheckedService.class)
abstract class TransportFixture implements TransportUnderTest {
    /** Of a test. The waits in it have shorter limits of their own, with a message of what was expected. */
    static final int TEST_TIMEOUT_SECONDS = 120;

    /** Longer than any wait of a test that passes. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** A writer that writes nothing for so long has no room. */
    private static final long QUIET_MILLIS = 400;

    private final List<Listener> listeners = new ArrayList<>();

    TransportFixture() {}

    @AfterEach
    final void closeListeners() {
        listeners.forEach(Listener::close);
    }

    /** Starts a listener with default settings and a number of event loops. */
    final Listener listen(Service service, int eventLoops) throws IOException {
        return listen(service, settings().withEventLoops(eventLoops));
    }

    /** Starts a listener, which is closed after the test. */
    final Listener listen(Service service, TransportSettings settings) throws IOException {
        Listener listener = transport().start(service, settings);
        listeners.add(listener);
        return listener;
    }

    /** The default settings for a free address. */
    final TransportSettings settings() {
        return TransportSettings.at(freeAddress());
    }

    /** Connects a client. */
    final RawClient connect(Listener listener) throws IOException {
        return connect(listener, 0);
    }

    /** Connects a client that buffers about so many bytes. */
    final RawClient connect(Listener listener, int receiveBufferBytes) throws IOException {
        return new RawClient(connect(listener.address(), receiveBufferBytes));
    }

    /**
     * Writes the same bytes repeatedly until the server and the buffers between have no room for a while.
     *
     * @return the number of bytes that were accepted, or more than {@code max} if there is always room
     */
    static long writeUntilFull(ClientChannel channel, ByteBuffer bytes, long max) throws InterruptedException {
        AtomicLong accepted = new AtomicLong();
        Thread writer = new Thread(() -> write(channel, bytes, max, accepted), "until-full-writer");
        writer.setDaemon(true);
        writer.start();
        long before;
        do {
            before = accepted.get();
            writer.join(QUIET_MILLIS);
        } while (writer.isAlive() && (before == 0 || accepted.get() > before));
        return accepted.get();
    }

    private static void write(ClientChannel channel, ByteBuffer bytes, long max, AtomicLong accepted) {
        try {
            while (accepted.get() <= max) {
                accepted.addAndGet(channel.write(bytes.duplicate()));
            }
        } catch (IOException closed) {
            // Closed by the test, or by the server.
        }
    }

    /** Waits for a condition. */
    static void await(String expected, BooleanSupplier condition) throws InterruptedException {
        long endNanos = System.nanoTime() + WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - endNanos > 0) {
                throw new AssertionError("expected within " + WAIT + ": " + expected);
            }
            Thread.sleep(1);
        }
    }

    /** Waits until a listener has so few connections. */
    static void awaitConnections(Listener listener, int max) throws InterruptedException {
        await("a listener with at most " + max + " connections", () -> listener.connectionCount() <= max);
    }

    static void assertStartsWith(String expected, String received) {
        assertTrue(received.startsWith(expected), () -> difference("begin with", expected, received));
    }

    static void assertEndsWith(String expected, String received) {
        assertTrue(received.endsWith(expected), () -> difference("end with", expected, received));
    }

    static void assertContains(String expected, String received) {
        assertTrue(received.contains(expected), () -> difference("contain", expected, received));
    }

    private static String difference(String verb, String expected, String received) {
        return "what the client received should " + verb + " <" + expected + ">, but is <" + received + ">";
    }
}
