package dev.roundhouse.http.benchmarks.baseline;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.HttpDate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the file for each request. */
public final class BaselineFileHandler implements Handler {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8", "txt", "text/plain; charset=utf-8");

    private final Path root;

    /** The files below a real path. */
    public BaselineFileHandler(Path root) {
        this.root = root;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        Optional<Path> file = BaselinePath.find(root, request.target().path());
        return file.isEmpty()
                ? Response.plain(Status.NOT_FOUND, "There is nothing here.")
                : respond(request, file.get());
    }

    private static Response respond(Request request, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long modified = Files.getLastModifiedTime(file).toMillis();
        String tag = String.format("\"%x-%x\"", bytes.length, modified * 1_000_000);
        Headers.Builder fields = Headers.builder().add(FieldName.ETAG, tag).add("X-Content-Type-Options", "nosniff");
        if (request.headers().first(FieldName.IF_NONE_MATCH).equals(Optional.of(tag))) {
            return new Response(Status.NOT_MODIFIED, fields.build(), Body.empty());
        }
        fields.add(FieldName.CONTENT_TYPE, type(file))
                .add(FieldName.LAST_MODIFIED, HttpDate.format(modified / 1000))
                .add(FieldName.ACCEPT_RANGES, "bytes");
        return new Response(Status.OK, fields.build(), Body.of(ByteBuffer.wrap(bytes)));
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
