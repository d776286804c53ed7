package dev.roundhouse.http.tls;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;

/** Requests of a seed, and a handler whose response depends on the request alone, however its bytes arrive. */
final class GeneratedExchanges implements Handler {
    private static final int[] SIZES = {0, 1, 100, 5_000, 16_367, 20_000, 70_000, 300_000};
    private static final String[] KINDS = {"bytes", "slice", "streamed", "later"};

    private final Queue<Runnable> pending;

    /** @param pending receives what other threads have to do */
    GeneratedExchanges(Queue<Runnable> pending) {
        this.pending = pending;
    }

    /** Requests one after the other; often the last one is incomplete or malformed, or closes the connection. */
    static byte[] requests(Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(5);
        for (int number = 1; number <= count; number++) {
            addRequest(all, random, number == count && random.nextInt(3) == 0 ? "Connection: close\r\n" : "");
        }
        byte[] bytes = all.toByteArray();
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                bytes[random.nextInt(bytes.length)] = 0;
                yield bytes;
            }
            default -> bytes;
        };
    }

    private static void addRequest(ByteArrayOutputStream target, Random random, String field) {
        int size = SIZES[random.nextInt(SIZES.length)];
        String path = " /" + KINDS[random.nextInt(KINDS.length)] + "/" + SIZES[random.nextInt(SIZES.length)];
        String rest = path + " HTTP/1.1\r\nHost: localhost\r\n" + field;
        switch (random.nextInt(3)) {
            case 0 -> add(target, "GET" + rest + "\r\n");
            case 1 -> add(target, "POST" + rest + "Content-Length: " + size + "\r\n\r\n" + "p".repeat(size));
            default -> {
                add(target, "POST" + rest + "Transfer-Encoding: chunked\r\n\r\n");
                for (int left = size; left > 0; ) {
                    int chunk = 1 + random.nextInt(left);
                    add(target, Integer.toHexString(chunk) + "\r\n" + "c".repeat(chunk) + "\r\n");
                    left -= chunk;
                }
                add(target, "0\r\n\r\n");
            }
        }
    }

    private static void add(ByteArrayOutputStream target, String text) {
        target.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Reply handle(Request request) {
        return request.method().equals(Method.POST) ? new Checksum(request) : respond(request, "");
    }

    private Reply respond(Request request, String note) {
        String[] parts = request.target().path().split("/");
        byte[] bytes = new byte[Integer.parseInt(parts[2])];
        new Random(bytes.length).nextBytes(bytes);
        Response response = Response.of(Status.OK).with("X-Body", note);
        return switch (parts[1]) {
            case "slice" -> response.with(new Body.Slice(new ArrayContent(bytes), 0, bytes.length));
            case "streamed" -> response.with(new Body.Streamed(new SlowProducer(bytes), bytes.length));
            case "later" -> later(response.with(Body.of(ByteBuffer.wrap(bytes))));
            default -> response.with(Body.of(ByteBuffer.wrap(bytes)));
        };
    }

    private Reply later(Response response) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        pending.add(() -> future.complete(response));
        return Reply.later(future);
    }

    /** Receives a body, and is not ready now and then. */
    private final class Checksum implements Upload {
        private final Request request;
        private final CRC32 checksum = new CRC32();
        private long count;
        private long pauseAt = 10_000;
        private boolean isReady = true;
        private Runnable wakeUp = () -> {};

        private Checksum(Request request) {
            this.request = request;
        }

        @Override
        public void start(Runnable newWakeUp) {
            wakeUp = newWakeUp;
        }

        @Override
        public boolean isReady() {
            return isReady;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            count += bytes.remaining();
            checksum.update(bytes);
            if (count > pauseAt) {
                pauseAt = 2 * count;
                isReady = false;
                pending.add(() -> {
                    isReady = true;
                    wakeUp.run();
                });
            }
        }

        @Override
        public Reply finish() {
            return respond(request, count + "-" + checksum.getValue());
        }
    }

    /** Produces at most a few thousand bytes at once, and then waits. */
    private final class SlowProducer implements Body.Producer {
        private final ByteBuffer bytes;
        private Runnable wakeUp = () -> {};
        private boolean isWaiting;

        private SlowProducer(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        @Override
        public void start(Runnable newWakeUp) {
            wakeUp = newWakeUp;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            if (!bytes.hasRemaining()) {
                return Body.Progress.ENDED;
            }
            isWaiting = !isWaiting;
            if (isWaiting) {
                pending.add(() -> wakeUp.run());
                return Body.Progress.WAITING;
            }
            int count = Math.min(20_000, Math.min(target.remaining(), bytes.remaining()));
            target.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return bytes.hasRemaining() ? Body.Progress.MORE : Body.Progress.ENDED;
        }
    }

    private record ArrayContent(byte[] bytes) implements Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int count = (int) Math.min(target.remaining(), bytes.length - position);
            if (count <= 0) {
                return -1;
            }
            target.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public void close() {
            // In memory.
        }
    }
}
