package dev.roundhouse.http.conformance;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.HttpGrammar;
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
 * The site that the conversations are about: some resources in memory, one of each kind that an engine has to tell apart.
 * {@code docs/conversations.md} lists them.
 */
public final class ReferenceSite implements Handler {
    private static final String HELLO = "Hello, world\n";
    private static final String LARGE = "0123456789abcde\n".repeat(18_750);
    private static final Response NOT_MODIFIED =
            Response.of(Status.NOT_MODIFIED).with(FieldName.ETAG, "\"v1\"");

    private static final Handler SERVER = reading(request -> text("")).limitedTo(Method.GET, Method.HEAD, Method.POST);
    private static final Handler NOTHING = reading(request -> Response.plain(Status.NOT_FOUND, "Nothing is here."))
            .limitedTo(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.DELETE, Method.PATCH);

    private static final Map<String, Handler> RESOURCES = Map.ofEntries(
            Map.entry("/hello.txt", file(request -> text(HELLO))),
            Map.entry("/empty", file(request -> text(""))),
            Map.entry("/large", file(request -> text(LARGE))),
            Map.entry("/slice", file(request -> typed(slice(0)))),
            Map.entry("/stream", file(request -> typed(new Body.Streamed(new LineProducer(HELLO, 3, false))))),
            Map.entry("/long-stream", file(request -> typed(new Body.Streamed(new LineProducer(HELLO, 3_000, false))))),
            Map.entry(
                    "/parts",
                    file(request -> typed(new Body.Composite(List.of(Body.of("<"), slice(7), Body.of(">")))))),
            Map.entry("/nocontent", file(request -> Response.of(Status.NO_CONTENT))),
            Map.entry("/notmodified", file(request -> NOT_MODIFIED)),
            Map.entry("/fails", file(ReferenceSite::fail)),
            Map.entry("/breaks", file(request -> typed(new Body.Streamed(new LineProducer(HELLO, 2, true))))),
            Map.entry("/upload", ((Handler) request -> new ChecksumUpload()).limitedTo(Method.POST)),
            Map.entry(
                    "/upload-echo",
                    ((Handler) request -> new EchoUpload()).limitedTo(Method.POST, Method.PUT, Method.PATCH)));

    /** The site; it keeps nothing, so one is as good as another. */
    public ReferenceSite() {}

    @Override
    public Reply handle(Request request) throws IOException {
        String path = request.target().path();
        return (path.isEmpty() ? SERVER : RESOURCES.getOrDefault(path, NOTHING)).handle(request);
    }

    private static Handler reading(Handler handler) {
        return handler;
    }

    private static Handler file(Handler handler) {
        return handler.limitedTo(Method.GET, Method.HEAD);
    }

    private static Response text(String text) {
        return typed(Body.of(text));
    }

    private static Response typed(Body body) {
        return new Response(Status.OK, Headers.of("Content-Type", "text/plain"), body);
    }

    private static Body slice(long from) {
        return new Body.Slice(new TextContent(HELLO), from, HELLO.length() - from);
    }

    private static Reply fail(Request request) throws IOException {
        throw new IOException("as the conversation wants it: " + request);
    }

    /** One line again and again, and then perhaps a failure. */
    private static final class LineProducer implements Body.Producer {
        private final byte[] line;
        private final boolean breaks;
        private int left;

        private LineProducer(String line, int count, boolean breaks) {
            this.line = HttpGrammar.of(line);
            this.left = count;
            this.breaks = breaks;
        }

        @Override
        public boolean produce(ByteBuffer target) throws IOException {
            if (left == 0 && breaks) {
                throw new IOException("as the conversation wants it");
            }
            if (left == 0) {
                return false;
            }
            left--;
            target.put(line);
            return true;
        }
    }
}
