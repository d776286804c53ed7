package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.semantics.SeededProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any pattern of partial writes sends the same bytes and completes each listener once, at its position. */
@Tag("java-independent")
class OutputQueuePropertiesTest {
    private static final int TRIES = 1_000;

    /** An output under test with the bytes and events that are expected of it. */
    private static final class ExpectedOutput {
        private final SplittableRandom random;
        private final OutputQueue output = new OutputQueue();
        private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private final List<String> listeners = new ArrayList<>();
        private final List<String> completed = new ArrayList<>();

        ExpectedOutput(SplittableRandom random) {
            this.random = random;
        }

        void addSegments() {
            for (int left = random.nextInt(8); left > 0; left--) {
                addSegment();
            }
        }

        private void addSegment() {
            switch (random.nextInt(7)) {
                case 0 -> output.add(randomBytes(1 + random.nextInt(100)));
                case 1, 2 -> output.add(bodyOfKnownLength());
                case 3 ->
                    output.add(new Body.Composite(
                            List.of(bodyOfKnownLength(), Body.empty(), bodyOfKnownLength(), bodyOfKnownLength())));
                case 4 -> output.add(new Body.Streamed(producer()));
                default -> addListener();
            }
        }

        private void addListener() {
            String position = listeners.size() + " at " + expected.size();
            listeners.add(position);
            output.add(complete -> completed.add(
                    complete
                            ? position.substring(0, position.indexOf(' ')) + " at " + output.totalSent()
                            : position + ", not reached"));
        }

        private Body bodyOfKnownLength() {
            byte[] bytes = randomBytes(random.nextInt(random.nextInt(3) == 0 ? 100_000 : 200));
            if (random.nextBoolean()) {
                return Body.of(ByteBuffer.wrap(bytes));
            }
            int before = random.nextInt(50);
            byte[] longer = new byte[before + bytes.length + random.nextInt(50)];
            System.arraycopy(bytes, 0, longer, before, bytes.length);
            return new Body.Slice(new PartialReadContent(longer, random), before, bytes.length);
        }

        private Body.Producer producer() {
            ByteBuffer bytes = ByteBuffer.wrap(randomBytes(random.nextInt(40_000)));
            return target -> {
                int count = Math.min(bytes.remaining(), 1 + random.nextInt(target.remaining()));
                boolean more = bytes.hasRemaining();
                target.put(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                return more ? Body.Progress.MORE : Body.Progress.ENDED;
            };
        }

        private byte[] randomBytes(int count) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) random.nextInt(256);
            }
            expected.writeBytes(bytes);
            return bytes;
        }

        void sendSome() throws IOException {
            long before = output.totalSent();
            long count = random.nextInt(3) == 0 ? copy() : gather();
            output.advance(count);
            assertEquals(before + count, output.totalSent());
        }

        private int copy() throws IOException {
            ByteBuffer target = ByteBuffer.allocate(1 + random.nextInt(50_000));
            int count = output.copyTo(target);
            assertEquals(target.position(), count);
            return take(target.flip());
        }

        private long gather() throws IOException {
            long sliceFrom = 1 + random.nextInt(1_000);
            if (output.startsWithSlice(sliceFrom)) {
                Body.Slice slice = output.nextSlice();
                assertTrue(slice.length() >= sliceFrom);
                ByteBuffer target = ByteBuffer.allocate((int) slice.length());
                slice.content().read(slice.position(), target);
                return take(target.flip());
            }
            ByteBuffer[] vector = new ByteBuffer[2];
            int count = output.gather(ByteBuffer.allocate(1 + random.nextInt(20_000)), vector, sliceFrom);
            long taken = 0;
            boolean all = true;
            for (int i = 0; i < count && all; i++) {
                taken += take(vector[i]);
                all = !vector[i].hasRemaining();
            }
            return taken;
        }

        private int take(ByteBuffer shown) {
            int count = random.nextInt(3) == 0 ? shown.remaining() : random.nextInt(shown.remaining() + 1);
            for (int i = 0; i < count; i++) {
                sent.write(shown.get());
            }
            return count;
        }
    }

    /** A content that reads fewer bytes than requested. */
    private record PartialReadContent(byte[] bytes, SplittableRandom random) implements Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            if (position >= bytes.length) {
                return -1;
            }
            int max = Math.min(target.remaining(), bytes.length - (int) position);
            int count = max > 5_000 && random.nextBoolean() ? 5_000 : max;
            target.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public void close() {}
    }

    private static void sendAll(ExpectedOutput expectedOutput) {
        try {
            while (!expectedOutput.output.isEmpty()) {
                expectedOutput.sendSome();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void any_pattern_of_partial_writes_gives_the_same_bytes() {
        SeededProperties.tryAll(TRIES, random -> {
            ExpectedOutput expectedOutput = new ExpectedOutput(random);
            for (int round = 0; round < 3; round++) {
                expectedOutput.addSegments();
                sendAll(expectedOutput);
                assertArrayEquals(expectedOutput.expected.toByteArray(), expectedOutput.sent.toByteArray());
                assertEquals(expectedOutput.listeners, expectedOutput.completed);
            }
        });
    }

    @Test
    void segments_added_during_sending_are_sent_last() {
        SeededProperties.tryAll(TRIES, random -> {
            ExpectedOutput expectedOutput = new ExpectedOutput(random);
            try {
                for (int run = 0; run < 10; run++) {
                    expectedOutput.addSegments();
                    for (int left = random.nextInt(5); left > 0 && !expectedOutput.output.isEmpty(); left--) {
                        expectedOutput.sendSome();
                    }
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            sendAll(expectedOutput);
            assertArrayEquals(expectedOutput.expected.toByteArray(), expectedOutput.sent.toByteArray());
            assertEquals(expectedOutput.listeners, expectedOutput.completed);
        });
    }

    @Test
    void abort_completes_pending_listeners_and_resets_the_output() {
        SeededProperties.tryAll(TRIES, random -> {
            ExpectedOutput expectedOutput = new ExpectedOutput(random);
            expectedOutput.addSegments();
            try {
                for (int left = random.nextInt(5); left > 0 && !expectedOutput.output.isEmpty(); left--) {
                    expectedOutput.sendSome();
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            int reached = expectedOutput.completed.size();
            expectedOutput.output.abort();

            assertTrue(expectedOutput.output.isEmpty());
            assertEquals(expectedOutput.listeners.size(), expectedOutput.completed.size());
            assertEquals(expectedOutput.listeners.subList(0, reached), expectedOutput.completed.subList(0, reached));
            assertTrue(expectedOutput.completed.stream()
                    .skip(reached)
                    .allMatch(position -> position.endsWith("not reached")));
            byte[] sentBefore = expectedOutput.sent.toByteArray();
            expectedOutput.expected.reset();
            expectedOutput.output.add(expectedOutput.randomBytes(10));
            expectedOutput.output.add(Body.empty());
            sendAll(expectedOutput);
            byte[] sent = expectedOutput.sent.toByteArray();
            assertArrayEquals(
                    expectedOutput.expected.toByteArray(), Arrays.copyOfRange(sent, sentBefore.length, sent.length));
        });
    }
}
