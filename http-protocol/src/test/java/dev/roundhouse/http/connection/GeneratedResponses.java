package dev.roundhouse.http.connection;

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
 * The replies of the server in tests. They depend on the path only, so that the same requests get the same replies for any split
 * of the input: its first letter is the kind of the reply, its digits are the size. All resources are tracked, to check that each
 * is released once.
 */
public final class GeneratedResponses {
    private static final int MAX_SIZE = 80_000;

    private final long bodyLimit;
    private final List<GeneratedResource> tracked = new ArrayList<>();
    private final StringBuilder requests = new StringBuilder();

    /** @param bodyLimit the maximum size of a request body, which is checked */
    public GeneratedResponses(long bodyLimit) {
        this.bodyLimit = bodyLimit;
    }

    /** A resource that is released exactly once. */
    private static class GeneratedResource {
        private final String description;
        private int releases;

        GeneratedResource(String description) {
            this.description = description;
        }

        void markReleased() {
            releases++;
            assertEquals(1, releases, () -> description + " was released before");
        }
    }

    /** The byte at a position of any content. */
    public static byte letter(long position) {
        return (byte) ('a' + position % 26);
    }

    private static final class LetterProducer extends GeneratedResource implements Content {
        private final int length;

        LetterProducer(int length) {
            super("content of " + length);
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
                target.put(letter(position + i));
            }
            return count > 0 || !target.hasRemaining() ? count : -1;
        }

        @Override
        public void close() {
            markReleased();
        }
    }

    /**
     * Produces letters, and trailers of kind {@code t}. Others fail when they have produced at least one byte: {@code i} and
     * {@code j} where the end would be, {@code f} by trailers that are not allowed.
     */
    private static final class GeneratedProducer extends GeneratedResource implements Body.Producer {
        private final char kind;
        private final int length;
        private int produced;

        GeneratedProducer(char kind, int length) {
            super("producer " + kind + " of " + length);
            this.kind = kind;
            this.length = length;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) throws IOException {
            if (produced == length) {
                return end();
            }
            for (int left = Math.min(1 + produced % 7_001, length - produced);
                    left > 0 && target.hasRemaining();
                    left--) {
                target.put(letter(produced++));
            }
            return Body.Progress.MORE;
        }

        private Body.Progress end() throws IOException {
            if (kind == 'i' && length > 0) {
                throw new IOException("no more content");
            }
            if (kind == 'j' && length > 0) {
                throw new IllegalStateException("on purpose");
            }
            return Body.Progress.ENDED;
        }

        @Override
        public Headers trailers() {
            return switch (kind) {
                case 't' -> Headers.of("Checksum", "" + length);
                case 'f' -> length > 0 ? Headers.of("Content-Length", "1") : Headers.EMPTY;
                default -> Headers.EMPTY;
            };
        }

        @Override
        public void close() {
            markReleased();
        }
    }

    private final class GeneratedUpload extends GeneratedResource implements Upload {
        private final char kind;
        private long received;
        private int sum;

        GeneratedUpload(char kind) {
            super("upload");
            this.kind = kind;
        }

        @Override
        public void receive(ByteBuffer bytes) throws IOException {
            for (; bytes.hasRemaining(); received++) {
                sum = sum * 31 + bytes.get();
                if (kind == 'v' && received == 3) {
                    throw new IOException("no space");
                }
                if (kind == 'w' && received == 3) {
                    throw new IllegalStateException("on purpose");
                }
            }
            assertTrue(received <= bodyLimit, "the body exceeds the limit");
        }

        @Override
        public Response finish() throws IOException {
            markReleased();
            if (kind == 'x') {
                throw new IOException("no disk");
            }
            if (kind == 'y') {
                throw new IllegalStateException("on purpose");
            }
            return Response.plain(Status.OK, received + " bytes, " + sum).with(track(new LetterProducer(100), 100));
        }

        @Override
        public void abort() {
            markReleased();
        }
    }

    /** The reply to a request. */
    public Reply reply(Request request) {
        requests.append(request.method())
                .append(' ')
                .append(request.target())
                .append(request.headers())
                .append('\n');
        String path = request.target().path();
        int size = 0;
        for (char digit : path.toCharArray()) {
            size = digit >= '0' && digit <= '9' ? (size * 10 + digit - '0') % MAX_SIZE : size;
        }
        return reply(path.length() < 2 ? 'b' : path.charAt(1), size);
    }

    private Reply reply(char kind, int size) {
        return switch (kind) {
            case 'b' -> ok(Body.of(letters(size)));
            case 's' -> ok(track(new LetterProducer(size), size));
            case 'm', 't', 'f', 'i', 'j' -> ok(new Body.Streamed(track(new GeneratedProducer(kind, size))));
            case 'p' -> ok(composite(size));
            case 'n' -> new Response(Status.NO_CONTENT, Headers.EMPTY, track(new LetterProducer(size), size));
            case 'o' -> new Response(Status.NOT_MODIFIED, Headers.EMPTY, track(new LetterProducer(size), size));
            case 'u', 'v', 'w', 'x', 'y' -> track(new GeneratedUpload(kind));
            default -> Response.plain(Status.NOT_FOUND, "not found");
        };
    }

    private Body composite(int size) {
        LetterProducer letterProducer = track(new LetterProducer(size));
        return new Body.Composite(List.of(
                Body.of("first\n"),
                new Body.Slice(letterProducer, 0, size),
                new Body.Slice(letterProducer, size / 2, size - size / 2)));
    }

    private Body track(LetterProducer letterProducer, int size) {
        return new Body.Slice(track(letterProducer), 0, size);
    }

    private <T extends GeneratedResource> T track(T resource) {
        tracked.add(resource);
        return resource;
    }

    private static Response ok(Body body) {
        return new Response(Status.OK, Headers.EMPTY.with(FieldName.ETAG, "\"v1\""), body);
    }

    /** The content of that many bytes. */
    public static ByteBuffer letters(int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            bytes.put(letter(i));
        }
        return bytes.flip();
    }

    /** The requests received, in order. */
    public String requests() {
        return requests.toString();
    }

    /** Checks that each resource was released. */
    public void assertAllReleased() {
        tracked.forEach(
                resource -> assertEquals(1, resource.releases, () -> resource.description + " was not released"));
    }
}
