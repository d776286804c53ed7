package dev.roundhouse.http.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A pump yields after a bounded amount of work, so that no connection occupies the loop. */
class PumpTest {
    private static final byte[] GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long CONTENT_LENGTH = 1L << 40;

    /** The maximum number of bytes that one run may write: the limit of a run and one more write. */
    private static final long MAX_RUN_BYTES = 8 << 20;

    private final IoBuffers buffers = new IoBuffers(8 << 10, 16 << 10);
    private final EndlessWire wire = new EndlessWire();
    private boolean blocking;
    private int handled;

    /** A wire that always has requests to read and accepts all output. */
    private final class EndlessWire implements Wire {
        private long written;

        @Override
        public int read(ByteBuffer into) {
            int before = into.position();
            while (into.remaining() >= GET.length) {
                into.put(GET);
            }
            return into.position() - before;
        }

        @Override
        public boolean isReadable() {
            return true;
        }

        @Override
        public long write(ByteBuffer[] vector, int count) {
            long sent = 0;
            for (int i = 0; i < count; i++) {
                sent += vector[i].remaining();
                vector[i].position(vector[i].limit());
            }
            written += sent;
            return sent;
        }

        @Override
        public long transfer(Body.Slice slice) {
            long sent = Math.min(slice.length(), 256 << 10);
            written += sent;
            return sent;
        }

        @Override
        public boolean isBlocking() {
            return blocking;
        }

        @Override
        public void shutdownOutput() {
            // There is no peer to notify.
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    }

    private record EndlessContent() implements Content {
        @Override
        public long length() {
            return CONTENT_LENGTH;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int count = target.remaining();
            target.position(target.limit());
            return count;
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    }

    private Pump pump(Reply reply) {
        Service service = Service.of(request -> {
            handled++;
            return reply;
        });
        return new Pump(
                service.connectionFactory().newConnection(ConnectionContext.NONE, 0),
                wire,
                service,
                InetSocketAddress.createUnresolved("peer", 1),
                () -> 0);
    }

    @Test
    void pump_yields_after_max_steps() {
        Pump pump = pump(Response.plain(Status.OK, "x"));
        for (int run = 1; run <= 10; run++) {
            int before = handled;

            assertEquals(Interest.YIELD, pump.run(buffers));
            assertTrue(handled - before <= 64, () -> handled + " requests in one run");
        }
        assertTrue(handled > 100, "runs without progress");
    }

    @Test
    void pump_yields_to_a_fast_reader_of_endless_content() {
        Pump pump =
                pump(new Response(Status.OK, Headers.EMPTY, new Body.Slice(new EndlessContent(), 0, CONTENT_LENGTH)));
        for (int run = 1; run <= 10; run++) {
            long before = wire.written;

            assertEquals(Interest.YIELD, pump.run(buffers));
            assertTrue(wire.written - before <= MAX_RUN_BYTES, () -> wire.written + " bytes in one run");
            assertTrue(wire.written > before, "a run without progress");
        }
        assertEquals(1, handled);
    }

    /** No wake-up follows for a reply that is completed when the pump starts to wait for it. */
    @Test
    void does_not_wait_for_a_completed_reply_that_completes_another() {
        blocking = true;
        Reply inner = Reply.later(CompletableFuture.completedFuture(Response.plain(Status.OK, "x")));
        Pump pump = pump(Reply.later(CompletableFuture.completedFuture(inner)));

        for (int run = 1; run <= 100; run++) {
            assertEquals(Interest.YIELD, pump.run(buffers));
        }
        assertTrue(wire.written > 0, "no response");
    }
}
