package dev.roundhouse.http.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.benchmarks.baseline.BaselineFileHandler;
import dev.roundhouse.http.benchmarks.baseline.BaselinePath;
import dev.roundhouse.http.benchmarks.baseline.BaselineServer;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compared implementations of paths, files and complete responses give the same results. */
class BaselineServerTest {
    private SampleSite site;
    private DocumentRoot root;
    private Handler simple;

    @BeforeEach
    void make_a_site() throws IOException {
        site = new SampleSite();
        root = new DocumentRoot(site.root());
        simple = new BaselineFileHandler(site.root());
    }

    @AfterEach
    void remove_it() throws IOException {
        root.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SampleSite.PLAIN, SampleSite.ENCODED, SampleSite.DOTS, "//assets//site.css", "/index.html"})
    void both_find_the_file_of_a_path(String path) throws IOException {
        Resource.RegularFile actual =
                (Resource.RegularFile) root.resolve(UriPath.parse(path).orElseThrow());
        assertEquals(Optional.of(actual.path()), BaselinePath.find(site.root(), path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a+b%2Bc", "/a/b/../c/.", "/%7Ea", "/a/../b/"})
    void both_decode_paths_alike(String path) {
        Optional<Path> actual = UriPath.parse(path).map(read -> Path.of(String.join("/", read.segments())));
        assertEquals(actual, BaselinePath.decode(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/..",
                "/a/../../a",
                "/%2e%2E/a",
                "/.%2e",
                "/a%2Fb",
                "/a%5cb",
                "/%00",
                "/%",
                "/%4",
                "/%zz",
                "/%ff",
                "/%C3",
                "/\u00e4"
            })
    void both_reject_invalid_paths(String path) {
        assertEquals(Optional.empty(), UriPath.parse(path));
        assertEquals(Optional.empty(), BaselinePath.decode(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {SampleSite.PLAIN, SampleSite.ENCODED, "/index.html"})
    void all_three_handlers_respond_alike(String path) throws IOException {
        Request request = Request.get("a", path);
        Response expected = (Response) simple.handle(request);
        Handler uncached = new FileHandler(root, FileOptions.DEFAULT.withCacheBytes(0), InstantSource.system());
        assertAlike(expected, (Response) new FileHandler(root).handle(request));
        assertAlike(expected, (Response) uncached.handle(request));
    }

    private static void assertAlike(Response simple, Response actual) throws IOException {
        assertEquals(simple.status(), actual.status());
        simple.headers()
                .forEach(fieldLine -> assertEquals(
                        Optional.of(fieldLine.value()), actual.headers().first(fieldLine.name())));
        assertEquals(bytes(simple.body()), bytes(actual.body()));
        actual.body().close();
    }

    private static ByteBuffer bytes(Body body) throws IOException {
        if (body instanceof Body.Slice slice) {
            ByteBuffer bytes = ByteBuffer.allocate((int) slice.length());
            while (bytes.hasRemaining()) {
                assertTrue(slice.content().read(slice.position() + bytes.position(), bytes) > 0);
            }
            return bytes.flip();
        }
        return ((Body.Bytes) body).bytes();
    }

    @Test
    void both_handlers_respond_304_if_the_tag_matches() throws IOException {
        Request plain = Request.get("a", SampleSite.PLAIN);
        for (Handler handler : new Handler[] {simple, new FileHandler(root)}) {
            String tag = ((Response) handler.handle(plain))
                    .headers()
                    .first(FieldName.ETAG)
                    .orElseThrow();
            Request again = new Request(
                    plain.method(),
                    plain.target(),
                    plain.version(),
                    plain.headers().with(FieldName.IF_NONE_MATCH, tag));
            assertEquals(Status.NOT_MODIFIED, ((Response) handler.handle(again)).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare", "browser"})
    void both_send_the_same_bytes_to_a_pipelining_client(String client) throws IOException {
        String request = SampleRequests.request(client).replace("GET / ", "GET /index.html ");
        FileHandler handler = new FileHandler(root);
        BaselineServer server = BaselinePages.copyOf(handler, request, "S");
        ServerFields serverFields = new ServerFields(() -> 7, "S");
        InMemoryDriver inMemoryDriver = new InMemoryDriver(
                new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, serverFields, 0), handler);
        ByteBuffer requests = ByteBuffer.wrap(SampleRequests.bytes(request.repeat(16)));
        ByteBuffer actual = ByteBuffer.allocate(64 << 10);
        ByteBuffer expected = ByteBuffer.allocate(64 << 10);
        inMemoryDriver.exchange(requests.duplicate(), actual);
        server.respond(requests, expected, 7);
        assertEquals(text(expected), text(actual));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    }
}
