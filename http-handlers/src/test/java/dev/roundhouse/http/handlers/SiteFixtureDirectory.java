package dev.roundhouse.http.handlers;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A directory "site" with a secret file next to it, and a handler that serves it with a fixed clock. */
public final class SiteFixtureDirectory {
    public static final String SECRET = "this must not be served";
    public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    static final Instant MORNING = Instant.parse("2026-11-01T08:30:00Z");

    /** All features without a cache: each response is made from the current files. */
    public static final FileOptions UNCACHED = FileOptions.DEFAULT.withCacheBytes(0);

    public static final FileOptions CACHING = FileOptions.DEFAULT.withCacheBytes(8 << 20);

    public final Path root;
    public final Handler handler;

    /** Background tasks, which run when the test polls them. */
    final Deque<Runnable> backgroundTasks = new ConcurrentLinkedDeque<>();

    private volatile Instant now = NOON;

    public SiteFixtureDirectory(Path parent) throws IOException {
        this(parent, UNCACHED);
    }

    public SiteFixtureDirectory(Path parent, FileOptions options) throws IOException {
        Files.writeString(parent.resolve("secret.txt"), SECRET);
        root = Files.createDirectory(parent.resolve("site"));
        handler = new FileHandler(new DocumentRoot(root), options, () -> now, backgroundTasks::add);
    }

    /** Advances the clock. */
    public void passes(Duration time) {
        now = now.plus(time);
    }

    /** Runs all background tasks. */
    void runBackgroundTasks() {
        for (Runnable work = backgroundTasks.poll(); work != null; work = backgroundTasks.poll()) {
            work.run();
        }
    }

    /** Writes a file last modified in the morning, and creates its directories. */
    public Path file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, FileTime.from(MORNING));
    }

    public Path directory(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    public void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    public Response get(String target, String... namesAndValues) throws IOException {
        return send(Method.GET, target, namesAndValues);
    }

    public Response send(Method method, String target, String... namesAndValues) throws IOException {
        RequestTarget parsed = RequestTarget.parse(method, target).orElseThrow();
        Headers headers = Headers.of(namesAndValues);
        return (Response) handler.handle(new Request(method, parsed, Version.HTTP_1_1, headers))
                .await();
    }

    /** The content of the response to GET. */
    public String read(String target) throws IOException {
        return read(get(target).body());
    }

    public int status(String target) throws IOException {
        Response response = get(target);
        response.body().close();
        return response.status().code();
    }

    /** The full content as text; closes the body. */
    public static String read(Body body) throws IOException {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    /** The full content; closes the body. */
    public static byte[] bytes(Body body) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) body.length());
        copy(body, bytes);
        body.close();
        return bytes.array();
    }

    private static void copy(Body body, ByteBuffer bytes) throws IOException {
        if (body instanceof Body.Composite composite) {
            for (Body part : composite.parts()) {
                copy(part, bytes);
            }
        } else if (body instanceof Body.Slice slice) {
            ByteBuffer target = bytes.slice(bytes.position(), (int) slice.length());
            while (target.hasRemaining() && slice.content().read(slice.position() + target.position(), target) >= 0) {
                continue;
            }
            bytes.position(bytes.position() + (int) slice.length());
        } else {
            bytes.put(((Body.Bytes) body).bytes().duplicate());
        }
    }

    /** Bytes in, bytes out: the responses of one connection to these requests. */
    static String converse(Handler handler, String requests) throws IOException {
        ServerFields serverFields = new ServerFields(NOON::getEpochSecond, "");
        Connection connection = new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, serverFields, 0);
        ByteArrayOutputStream responses = new ByteArrayOutputStream();
        connection.receive(ByteBuffer.wrap(requests.getBytes(StandardCharsets.ISO_8859_1)), 0);
        for (var next = connection.nextExchange(0); next.isPresent(); next = connection.nextExchange(0)) {
            next.get().reply(handler.handle(next.get().request()).await(), 0);
            send(connection, responses);
        }
        send(connection, responses);
        return responses.toString(StandardCharsets.UTF_8);
    }

    private static void send(Connection connection, ByteArrayOutputStream wire) throws IOException {
        ByteBuffer[] vector = new ByteBuffer[2];
        while (!connection.output().isEmpty()) {
            int count = connection.output().gather(ByteBuffer.allocate(1 << 16), vector, Long.MAX_VALUE);
            long sent = 0;
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[vector[i].remaining()];
                vector[i].get(bytes);
                wire.writeBytes(bytes);
                sent += bytes.length;
            }
            connection.markSent(sent, 0);
        }
    }
}
