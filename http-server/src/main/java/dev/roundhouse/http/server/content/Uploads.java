package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Receives the bodies of requests into memory or into a file. The response to a body that is too long is 413, also when its
 * length is not declared: then the bytes are counted as they come.
 *
 * <pre>{@code
 * Handler echo = request -> Uploads.toString(request, 64 << 10).then(text -> Responses.text(Status.OK, text));
 * Handler store = request -> Uploads.toFile(directory.resolve("report.pdf"), 100 << 20)
 *         .then(saved -> Response.of(Status.CREATED));
 * }</pre>
 */
public final class Uploads {
    private static final String FORM = "application/x-www-form-urlencoded";

    private Uploads() {}

    /**
     * Receives a body into memory.
     *
     * @param maxBytes maximum length of the body; this much memory may be needed for each request in progress, and as much again
     *     for a moment at the end
     */
    public static UploadTarget<byte[]> toBytes(int maxBytes) {
        requireNotNegative(maxBytes);
        return new UploadTarget<>(handler -> new BytesUpload(maxBytes, handler::handle));
    }

    /**
     * Receives a text, in the charset of the Content-Type, or UTF-8 if it names none. The response to bytes that are malformed in
     * the charset is 400, to an unsupported charset 415.
     *
     * @param request the request whose body is received
     * @param maxBytes maximum length of the body in bytes
     */
    public static UploadTarget<String> toString(Request request, int maxBytes) {
        requireNotNegative(maxBytes);
        Optional<Charset> charset = charset(request);
        return new UploadTarget<>(handler -> charset.isEmpty()
                ? Responses.text(Status.UNSUPPORTED_MEDIA_TYPE, "Unsupported charset.")
                : new BytesUpload(maxBytes, bytes -> handleText(bytes, charset.get(), handler)));
    }

    private static Optional<Charset> charset(Request request) {
        try {
            return Optional.of(MediaType.of(request.headers())
                    .flatMap(type -> type.parameter("charset"))
                    .map(Charset::forName)
                    .orElse(StandardCharsets.UTF_8));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unsupported) {
            return Optional.empty();
        }
    }

    private static Reply handleText(byte[] bytes, Charset charset, BodyHandler<? super String> handler)
            throws IOException {
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            return Responses.text(Status.BAD_REQUEST, "The body is not valid " + charset.name() + ".");
        }
        return handler.handle(text);
    }

    /**
     * Receives the parameters of an HTML form. The response to another media type than {@code application/x-www-form-urlencoded}
     * is 415, to more than {@link Parameters#MAX_COUNT} parameters 413.
     *
     * @param request the request whose body is received
     * @param maxBytes maximum length of the body
     */
    public static UploadTarget<Parameters> toParameters(Request request, int maxBytes) {
        requireNotNegative(maxBytes);
        boolean isForm =
                MediaType.of(request.headers()).filter(type -> type.is(FORM)).isPresent();
        return new UploadTarget<>(handler -> isForm
                ? new BytesUpload(maxBytes, bytes -> handleForm(bytes, handler))
                : Responses.text(Status.UNSUPPORTED_MEDIA_TYPE, "The media type of the body must be " + FORM + ".")
                        .with(FieldName.ACCEPT, FORM));
    }

    private static Reply handleForm(byte[] bytes, BodyHandler<? super Parameters> handler) throws IOException {
        Optional<Parameters> parameters = Parameters.parse(bytes);
        return parameters.isPresent()
                ? handler.handle(parameters.get())
                : Responses.text(
                        Status.CONTENT_TOO_LARGE, "The form has more than " + Parameters.MAX_COUNT + " parameters.");
    }

    /**
     * Receives a body into a file, by threads of this library: see {@link #toFile(Path, long, Executor)}.
     *
     * @param path of the file
     * @param maxBytes maximum length of the body
     */
    public static UploadTarget<Path> toFile(Path path, long maxBytes) {
        return toFile(path, maxBytes, ContentThreads.shared());
    }

    /**
     * Receives a body into a file. Nothing is at the path before the body is complete: it is written to a partial file in the same
     * directory, whose name begins with a dot and ends with {@code .part}, and which is moved to the path at the end. That replaces
     * a former file. When the upload fails or is aborted, the partial file is deleted. The file is not forced to the disk.
     *
     * <p>The path must not come from the client as it is: a name with {@code ..} leads elsewhere.
     *
     * @param path of the file; its directory must exist
     * @param maxBytes maximum length of the body
     * @param executor writes the file and calls the handler; may block. When it is slow, the client has to wait
     */
    public static UploadTarget<Path> toFile(Path path, long maxBytes, Executor executor) {
        requireNotNegative(maxBytes);
        return new UploadTarget<>(handler -> new FileUpload(path, maxBytes, handler, executor));
    }

    private static void requireNotNegative(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("the limit of a body must not be negative: " + maxBytes);
        }
    }
}
