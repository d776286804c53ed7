package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles and runs the examples in the Javadoc of the types that users of the library need first. */
class JavadocExamplesTest {
    private static final Path TEST = Path.of("src/test/java/dev/roundhouse/http/message/JavadocExamplesTest.java");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL);

    /** The lines of the code without comments and white space. */
    private static List<String> lines(String code) {
        return code.lines()
                .map(line ->
                        line.replaceFirst("^ \\*", "").replaceFirst("//.*", "").replaceAll("\\s", ""))
                .filter(line -> !line.isEmpty() && !line.equals("@Override"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Handler", "Request", "Response", "Headers", "Body", "Content", "Upload", "Reply"})
    void example_is_compiled_by_this_test(String type) throws IOException {
        String compiled = String.join("", lines(Files.readString(TEST)));
        Path source = Path.of("src/main/java/dev/roundhouse/http/message", type + ".java");
        Matcher example = EXAMPLE.matcher(Files.readString(source));
        assertTrue(example.find(), "no example");
        List<String> lines = lines(example.group(1));
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            assertTrue(compiled.contains(line), line);
        }
    }

    @Test
    void handler() throws IOException {
        Handler hello = request ->
                Response.plain(Status.OK, "Hello from " + request.target().path());
        Handler readOnly = hello.limitedTo(Method.GET, Method.HEAD);

        assertEquals(200, status(hello.handle(Request.get("a", "/b"))));
        assertEquals(200, status(readOnly.handle(Request.get("a", "/b"))));
    }

    @Test
    @SuppressWarnings("ReturnValueIgnored") // The example shows values.
    void request() {
        Request request = Request.get("example.org", "/docs/?page=2");
        request.target().path();
        request.headers().first("host");

        assertEquals("/docs/", request.target().path());
        assertEquals(Optional.of("example.org"), request.headers().first("host"));
    }

    @Test
    void response() {
        Response missing = Response.plain(Status.NOT_FOUND, "No such page.").with("Cache-Control", "no-store");
        Response page = new Response(Status.OK, Headers.of("Content-Type", "text/html"), Body.of("<p>Hello"));

        assertEquals(Optional.of("no-store"), missing.headers().first("cache-control"));
        assertEquals(8, page.body().length());
    }

    @Test
    @SuppressWarnings("ReturnValueIgnored") // The example shows values.
    void headers() {
        Headers headers =
                Headers.of("Content-Type", "text/html", "Vary", "Accept").with(FieldName.VARY, "Origin");
        headers.first("content-type");
        headers.all(FieldName.VARY);

        assertEquals(Optional.of("text/html"), headers.first("content-type"));
        assertEquals(List.of("Accept", "Origin"), headers.all(FieldName.VARY));
    }

    /** Content that counts how often it is closed. */
    private static final class ClosedContent implements Content {
        private int closeCount;

        @Override
        public long length() {
            return 1000;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            return -1;
        }

        @Override
        public void close() {
            closeCount++;
        }
    }

    @Test
    void body() {
        Content content = new ClosedContent();
        Body.Producer producer = target -> Body.Progress.ENDED;
        Body text = Body.of("Hello");
        Body part = new Body.Slice(content, 100, 50);
        Body stream = new Body.Streamed(producer);

        assertEquals(List.of(5L, 50L, -1L), List.of(text.length(), part.length(), stream.length()));
    }

    @Test
    void content() throws IOException {
        ClosedContent content = new ClosedContent();
        Body all = new Body.Slice(content, 0, content.length());
        Response response = Response.of(Status.OK).with(all);

        response.body().close();
        assertEquals(1, content.closeCount);
    }

    @Test
    void upload() throws IOException {
        final class ByteCounter implements Upload {
            private long count;

            @Override
            public void receive(ByteBuffer bytes) {
                count += bytes.remaining();
            }

            @Override
            public Response finish() {
                return Response.plain(Status.OK, count + " bytes");
            }
        }

        ByteCounter upload = new ByteCounter();
        upload.receive(ByteBuffer.allocate(3));
        assertEquals(Body.of("3 bytes\n"), upload.finish().body());
    }

    @Test
    void reply() throws IOException {
        Handler slow = request -> Reply.later(CompletableFuture.supplyAsync(() -> Response.plain(Status.OK, "done")));
        Handler marked = request -> slow.handle(request).map(response -> response.with("X-Mark", "1"));

        Response response = (Response) marked.handle(Request.get("a", "/")).await();
        assertEquals(Optional.of("1"), response.headers().first("x-mark"));
    }

    private static int status(Reply reply) throws IOException {
        return ((Response) reply.await()).status().code();
    }
}
