package dev.roundhouse.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tests' server answers. The path alone says what, so that the same requests get the same answers however they
 * arrive: its first letter the kind, its digits the size. Everything handed out is on a list, to see that it comes back.
 */
final class GeneratedResponses {
    private static final int MOST = 80_000;

    private final long bodyLimit;
    private final List<TrackedResource> lent = new ArrayList<>();
    private final StringBuilder asked = new StringBuilder();

    GeneratedResponses(long bodyLimit) {
        this.bodyLimit = bodyLimit;
    }

    /** Something that is given back exactly once. */
    private static class TrackedResource {
        private final String what;
        private int returned;

        TrackedResource(String what) {
            this.what = what;
        }

        void giveBack() {
            returned++;
            assertEquals(1, returned, () -> what + " has come back before");
        }
    }

    /** The octet at a place of any content. */
    static byte octet(long position) {
        return (byte) ('a' + position % 26);
    }

    private static final class LetterProducer extends TrackedResource implements Content {
        private final int length;

        LetterProducer(int length) {
            super("a content of " + length);
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int count = (int) Math.min(target.remaining(), length - position);
            for (int i = 0; i < count; i++) {
                target.put(octet(position + i));
            }
            return count > 0 || !target.hasRemaining() ? count : -1;
        }

        @Override
        public void close() {
            giveBack();
        }
    }

    private static final class FailingProducerStub extends TrackedResource implements Body.Producer {
        private final int length;
        private int made;

        FailingProducerStub(int length) {
            super("a producer of " + length);
            this.length = length;
        }

        @Override
        public boolean produce(ByteBuffer target) {
            if (made == length) {
                return false;
            }
            for (int left = Math.min(1 + made % 7_001, length - made); left > 0 && target.hasRemaining(); left--) {
                target.put(octet(made++));
            }
            return true;
        }

        @Override
        public void close() {
            giveBack();
        }
    }

    private final class TrackedUpload extends TrackedResource implements Upload {
        private final char kind;
        private long taken;
        private int sum;

        TrackedUpload(char kind) {
            super("an upload");
            this.kind = kind;
        }

        @Override
        public void receive(ByteBuffer bytes) throws IOException {
            for (; bytes.hasRemaining(); taken++) {
                sum = sum * 31 + bytes.get();
                if (kind == 'v' && taken == 3) {
                    throw new IOException("no room");
                }
                if (kind == 'w' && taken == 3) {
                    throw new IllegalStateException("a mistake");
                }
            }
            assertTrue(taken <= bodyLimit, "more body than the limit allows");
        }

        @Override
        public Response finish() throws IOException {
            giveBack();
            if (kind == 'x') {
                throw new IOException("no disk");
            }
            if (kind == 'y') {
                throw new IllegalStateException("a mistake");
            }
            return Response.plain(Status.OK, taken + " octets, " + sum).with(lend(new LetterProducer(100), 100));
        }

        @Override
        public void abort() {
            giveBack();
        }
    }

    /** The answer to a request. */
    Reply answer(Request request) {
        asked.append(request.method())
                .append(' ')
                .append(request.target())
                .append(request.headers())
                .append('\n');
        String path = request.target().path();
        int size = 0;
        for (char digit : path.toCharArray()) {
            size = digit >= '0' && digit <= '9' ? (size * 10 + digit - '0') % MOST : size;
        }
        return answer(path.length() < 2 ? 'b' : path.charAt(1), size);
    }

    private Reply answer(char kind, int size) {
        return switch (kind) {
            case 'b' -> ok(Body.of(octets(size)));
            case 's' -> ok(lend(new LetterProducer(size), size));
            case 'm' -> ok(new Body.Streamed(lend(new FailingProducerStub(size))));
            case 'p' -> ok(parts(size));
            case 'n' -> new Response(Status.NO_CONTENT, Headers.EMPTY, lend(new LetterProducer(size), size));
            case 'o' -> new Response(Status.NOT_MODIFIED, Headers.EMPTY, lend(new LetterProducer(size), size));
            case 'u', 'v', 'w', 'x', 'y' -> lend(new TrackedUpload(kind));
            default -> Response.plain(Status.NOT_FOUND, "nothing here");
        };
    }

    private Body parts(int size) {
        LetterProducer letterProducer = lend(new LetterProducer(size));
        return new Body.Composite(List.of(
                Body.of("first\n"),
                new Body.Slice(letterProducer, 0, size),
                new Body.Slice(letterProducer, size / 2, size - size / 2)));
    }

    private Body lend(LetterProducer letterProducer, int size) {
        return new Body.Slice(lend(letterProducer), 0, size);
    }

    private <T extends TrackedResource> T lend(T thing) {
        lent.add(thing);
        return thing;
    }

    private static Response ok(Body body) {
        return new Response(Status.OK, Headers.EMPTY.with(FieldName.ETAG, "\"v1\""), body);
    }

    static ByteBuffer octets(int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            bytes.put(octet(i));
        }
        return bytes.flip();
    }

    /** What has been asked, in order. */
    String asked() {
        return asked.toString();
    }

    /** Everything has come back. */
    void assertAllReturned() {
        lent.forEach(thing -> assertEquals(1, thing.returned, () -> thing.what + " has not come back"));
    }
}
