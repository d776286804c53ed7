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
import org.junit.jupiter.api.Test;

/** Any pattern of partial writes gives the same octets, and passes each milestone once, in its place. */
class OutputQueuePropertiesTest {
    private static final int TRIES = 1_000;

    /** An output under test, beside what should come out of it. */
    private static final class ExpectedOutput {
        private final SplittableRandom random;
        private final OutputQueue output = new OutputQueue();
        private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private final List<String> milestones = new ArrayList<>();
        private final List<String> passed = new ArrayList<>();

        ExpectedOutput(SplittableRandom random) {
            this.random = random;
        }

        void addPieces() {
            for (int left = random.nextInt(8); left > 0; left--) {
                addPiece();
            }
        }

        private void addPiece() {
            switch (random.nextInt(7)) {
                case 0 -> output.add(octets(1 + random.nextInt(100)));
                case 1, 2 -> output.add(known());
                case 3 -> output.add(new Body.Composite(List.of(known(), Body.empty(), known(), known())));
                case 4 -> output.add(new Body.Streamed(producer()));
                default -> addMilestone();
            }
        }

        private void addMilestone() {
            String place = milestones.size() + " at " + expected.size();
            milestones.add(place);
            output.add(complete -> passed.add(
                    complete
                            ? place.substring(0, place.indexOf(' ')) + " at " + output.totalSent()
                            : place + ", not reached"));
        }

        private Body known() {
            byte[] bytes = octets(random.nextInt(random.nextInt(3) == 0 ? 100_000 : 200));
            if (random.nextBoolean()) {
                return Body.of(ByteBuffer.wrap(bytes));
            }
            int before = random.nextInt(50);
            byte[] longer = new byte[before + bytes.length + random.nextInt(50)];
            System.arraycopy(bytes, 0, longer, before, bytes.length);
            return new Body.Slice(new TricklingContent(longer, random), before, bytes.length);
        }

        private Body.Producer producer() {
            ByteBuffer bytes = ByteBuffer.wrap(octets(random.nextInt(40_000)));
            return target -> {
                int count = Math.min(bytes.remaining(), 1 + random.nextInt(target.remaining()));
                boolean more = bytes.hasRemaining();
                target.put(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                return more;
            };
        }

        private byte[] octets(int count) {
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
            ByteBuffer room = ByteBuffer.allocate(1 + random.nextInt(50_000));
            int count = output.copyTo(room);
            assertEquals(room.position(), count);
            return take(room.flip());
        }

        private long gather() throws IOException {
            long sliceFrom = 1 + random.nextInt(1_000);
            if (output.startsWithSlice(sliceFrom)) {
                Body.Slice slice = output.nextSlice();
                assertTrue(slice.length() >= sliceFrom);
                ByteBuffer room = ByteBuffer.allocate((int) slice.length());
                slice.content().read(slice.position(), room);
                return take(room.flip());
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

    /** A content that reads as little at a time as it likes. */
    private record TricklingContent(byte[] octets, SplittableRandom random) implements Content {
        @Override
        public long length() {
            return octets.length;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            if (position >= octets.length) {
                return -1;
            }
            int max = Math.min(target.remaining(), octets.length - (int) position);
            int count = max > 5_000 && random.nextBoolean() ? 5_000 : max;
            target.put(octets, (int) position, count);
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
    void any_pattern_of_partial_writes_gives_the_same_octets() {
        SeededProperties.tryAll(TRIES, random -> {
            ExpectedOutput expectedOutput = new ExpectedOutput(random);
            for (int round = 0; round < 3; round++) {
                expectedOutput.addPieces();
                sendAll(expectedOutput);
                assertArrayEquals(expectedOutput.expected.toByteArray(), expectedOutput.sent.toByteArray());
                assertEquals(expectedOutput.milestones, expectedOutput.passed);
            }
        });
    }

    @Test
    void pieces_that_are_added_while_others_leave_follow_them() {
        SeededProperties.tryAll(TRIES, random -> {
            ExpectedOutput expectedOutput = new ExpectedOutput(random);
            try {
                for (int turn = 0; turn < 10; turn++) {
                    expectedOutput.addPieces();
                    for (int left = random.nextInt(5); left > 0 && !expectedOutput.output.isEmpty(); left--) {
                        expectedOutput.sendSome();
                    }
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            sendAll(expectedOutput);
            assertArrayEquals(expectedOutput.expected.toByteArray(), expectedOutput.sent.toByteArray());
            assertEquals(expectedOutput.milestones, expectedOutput.passed);
        });
    }

    @Test
    void abort_completes_pending_listeners_and_resets_the_output() {
        SeededProperties.tryAll(TRIES, random -> {
            ExpectedOutput expectedOutput = new ExpectedOutput(random);
            expectedOutput.addPieces();
            try {
                for (int left = random.nextInt(5); left > 0 && !expectedOutput.output.isEmpty(); left--) {
                    expectedOutput.sendSome();
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            int reached = expectedOutput.passed.size();
            expectedOutput.output.abort();

            assertTrue(expectedOutput.output.isEmpty());
            assertEquals(expectedOutput.milestones.size(), expectedOutput.passed.size());
            assertEquals(expectedOutput.milestones.subList(0, reached), expectedOutput.passed.subList(0, reached));
            assertTrue(expectedOutput.passed.stream().skip(reached).allMatch(place -> place.endsWith("not reached")));
            byte[] sentBefore = expectedOutput.sent.toByteArray();
            expectedOutput.expected.reset();
            expectedOutput.output.add(expectedOutput.octets(10));
            expectedOutput.output.add(Body.empty());
            sendAll(expectedOutput);
            byte[] sent = expectedOutput.sent.toByteArray();
            assertArrayEquals(
                    expectedOutput.expected.toByteArray(), Arrays.copyOfRange(sent, sentBefore.length, sent.length));
        });
    }
}
