package dev.roundhouse.http.conformance.site;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The site of the scenarios: resources in memory, one of each kind that the engine handles differently. {@code
 * docs/test-scenarios.md} lists them.
 */
public final class ReferenceSite implements Handler {
    private static final String HELLO = "Hello, world\n";
    private static final String LARGE = "0123456789abcde\n".repeat(18_750);
    private static final Response NOT_MODIFIED =
            Response.of(Status.NOT_MODIFIED).with(FieldName.ETAG, "\"v1\"");

    private static final Handler SERVER = handler(request -> text("")).limitedTo(Method.GET, Method.HEAD, Method.POST);
    private static final Handler NOT_FOUND = handler(request -> Response.plain(Status.NOT_FOUND, "Not found."))
            .limitedTo(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.DELETE, Method.PATCH);

    private static final Map<String, Handler> RESOURCES = Map.ofEntries(
            Map.entry("/hello.txt", readOnly(request -> text(HELLO))),
            Map.entry("/empty", readOnly(request -> text(""))),
            Map.entry("/large", readOnly(request -> text(LARGE))),
            Map.entry("/slice", readOnly(request -> textPlain(slice(0)))),
            Map.entry("/stream", readOnly(request -> textPlain(new Body.Streamed(new LineProducer(HELLO, 3, false))))),
            Map.entry(
                    "/long-stream",
                    readOnly(request -> textPlain(new Body.Streamed(new LineProducer(HELLO, 3_000, false))))),
            Map.entry(
                    "/parts",
                    readOnly(request -> textPlain(new Body.Composite(List.of(Body.of("<"), slice(7), Body.of(">")))))),
            Map.entry("/nocontent", readOnly(request -> Response.of(Status.NO_CONTENT))),
            Map.entry("/notmodified", readOnly(request -> NOT_MODIFIED)),
            Map.entry("/fails", readOnly(ReferenceSite::fail)),
            Map.entry("/breaks", readOnly(request -> textPlain(new Body.Streamed(new LineProducer(HELLO, 2, true))))),
            Map.entry("/upload", ((Handler) request -> new ChecksumUpload()).limitedTo(Method.POST)),
            Map.entry(
                    "/upload-echo",
                    ((Handler) request -> new EchoUpload()).limitedTo(Method.POST, Method.PUT, Method.PATCH)));

    /** Creates the site, which has no state. */
    public ReferenceSite() {}

    @Override
    public Reply handle(Request request) throws IOException {
        String path = request.target().path();
        return (path.isEmpty() ? SERVER : RESOURCES.getOrDefault(path, NOT_FOUND)).handle(request);
    }

    private static Handler handler(Handler handler) {
        return handler;
    }

    private static Handler readOnly(Handler handler) {
        return handler.limitedTo(Method.GET, Method.HEAD);
    }

    private static Response text(String text) {
        return textPlain(Body.of(text));
    }

    private static Response textPlain(Body body) {
        return new Response(Status.OK, Headers.of("Content-Type", "text/plain"), body);
    }

    private static Body slice(long from) {
        return new Body.Slice(new TextContent(HELLO), from, HELLO.length() - from);
    }

    private static Reply fail(Request request) throws IOException {
        throw new IOException("expected by the scenario: " + request);
    }

    /** Produces a repeated line, optionally followed by a failure. */
    private static final class LineProducer implements Body.Producer {
        private final byte[] line;
        private final boolean failsAtEnd;
        private int remaining;

        private LineProducer(String line, int count, boolean failsAtEnd) {
            this.line = HttpGrammar.encode(line);
            this.remaining = count;
            this.failsAtEnd = failsAtEnd;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) throws IOException {
            if (remaining == 0 && failsAtEnd) {
                throw new IOException("expected by the scenario");
            }
            if (remaining == 0) {
                return Body.Progress.ENDED;
            }
            remaining--;
            target.put(line);
            return Body.Progress.MORE;
        }
    }
}
