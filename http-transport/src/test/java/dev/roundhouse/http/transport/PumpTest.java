package dev.roundhouse.http.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** One greedy connection does not own its loop: its turn ends though it could go on. */
class PumpTest {
    private static final byte[] GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long MUCH = 1L << 40;

    /** What one turn may move, at most: as much as a loop can spare, and one send more. */
    private static final long ONE_TURN = 8 << 20;

    private final IoBuffers scratch = new IoBuffers(8 << 10, 16 << 10);
    private final GreedyWire wire = new GreedyWire();
    private boolean blocking;
    private int handled;

    /** Has ever more requests to read, and takes whatever it is given. */
    private final class GreedyWire implements Wire {
        private long taken;

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
            taken += sent;
            return sent;
        }

        @Override
        public long transfer(Body.Slice slice) {
            long sent = Math.min(slice.length(), 256 << 10);
            taken += sent;
            return sent;
        }

        @Override
        public boolean isBlocking() {
            return blocking;
        }

        @Override
        public void shutdownOutput() {
            // Takes it as read.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record EndlessContent() implements Content {
        @Override
        public long length() {
            return MUCH;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int count = target.remaining();
            target.position(target.limit());
            return count;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private Pump pump(Reply reply) {
        Service service = Service.of(request -> {
            handled++;
            return reply;
        });
        return new Pump(
                service.connectionFactory().newConnection(0),
                wire,
                service,
                InetSocketAddress.createUnresolved("peer", 1),
                () -> 0,
                () -> {});
    }

    @Test
    void pump_yields_after_max_steps() {
        Pump pump = pump(Response.plain(Status.OK, "x"));
        for (int turn = 1; turn <= 10; turn++) {
            int before = handled;

            assertEquals(Interest.YIELD, pump.run(scratch));
            assertTrue(handled - before <= 64, () -> handled + " requests in one turn");
        }
        assertTrue(handled > 100, "turns without progress");
    }

    @Test
    void a_turn_has_an_end_for_who_takes_without_end() {
        Pump pump = pump(new Response(Status.OK, Headers.EMPTY, new Body.Slice(new EndlessContent(), 0, MUCH)));
        for (int turn = 1; turn <= 10; turn++) {
            long before = wire.taken;

            assertEquals(Interest.YIELD, pump.run(scratch));
            assertTrue(wire.taken - before <= ONE_TURN, () -> wire.taken + " bytes in one run");
            assertTrue(wire.taken > before, "a turn without progress");
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
            assertEquals(Interest.YIELD, pump.run(scratch));
        }
        assertTrue(wire.taken > 0, "no response");
    }
}
