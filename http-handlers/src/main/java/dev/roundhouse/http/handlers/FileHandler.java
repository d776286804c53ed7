package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Asked.Malformed;
import dev.roundhouse.http.handlers.Asked.Named;
import dev.roundhouse.http.handlers.FileDecision.Redirect;
import dev.roundhouse.http.handlers.FileDecision.Send;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.HttpDate;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Answers GET and HEAD with the files of a {@link DocumentRoot}. Three steps: look what is there ({@link Resource}), decide
 * what that means ({@link FileDecision}), make a response of it.
 *
 * <p>HEAD takes the same way as GET, the opening of the file included, so that both always say the same (RFC 9110 §9.3.2);
 * the engine leaves out the content, and closes it.
 */
public final class FileHandler implements Handler {
    /** Files below this size are read at once and closed before they are answered: then nothing open waits for a client. */
    static final int READ_AT_ONCE_BELOW = 64 << 10;

    private final DocumentRoot root;
    private final MediaTypes types;
    private final LongSupplier epochSeconds;
    private final Handler answering;

    /**
     * A handler for these files, with the table of media types and the clock of the house.
     *
     * @see #FileHandler(DocumentRoot, MediaTypes, LongSupplier)
     */
    public FileHandler(DocumentRoot root) {
        this(root, MediaTypes.standard(), () -> Math.floorDiv(System.currentTimeMillis(), 1000L));
    }

    /**
     * A handler for these files.
     *
     * @param types what is said of a file's name
     * @param epochSeconds the time of day, in seconds since 1970: the clock that also stamps {@code Date}
     */
    public FileHandler(DocumentRoot root, MediaTypes types, LongSupplier epochSeconds) {
        this.root = root;
        this.types = types;
        this.epochSeconds = epochSeconds;
        Handler answer = this::answer;
        this.answering = answer.limitedTo(Method.GET, Method.HEAD);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return answering.handle(request);
    }

    private Response answer(Request request) throws IOException {
        Asked asked = Asked.by(request.target());
        if (asked instanceof Named named) {
            return render(FileDecision.of(named, root.resolve(named.path())));
        }
        return asked instanceof Malformed ? Pages.BAD_REQUEST : Pages.NOT_FOUND;
    }

    private Response render(FileDecision decision) throws IOException {
        if (decision instanceof Send send) {
            // Between the look and the opening the file may have gone.
            OpenFile file = root.open(send.file()).orElse(null);
            return file == null ? Pages.NOT_FOUND : respond(file, send.name());
        }
        return decision instanceof Redirect redirect ? Pages.movedTo(redirect.location()) : Pages.NOT_FOUND;
    }

    private Response respond(OpenFile file, String name) throws IOException {
        Headers headers = Headers.builder()
                .add(FieldName.CONTENT_TYPE, types.ofFileName(name))
                .add(FieldName.LAST_MODIFIED, HttpDate.format(lastModified(file.facts())))
                .build();
        return new Response(Status.OK, headers, body(file));
    }

    /** Never later than the {@code Date} of the response, whatever the file system says. RFC 9110 §8.8.2.1 */
    private long lastModified(FileFacts facts) {
        return Math.min(facts.modifiedSecond(), epochSeconds.getAsLong());
    }

    private static Body body(OpenFile file) throws IOException {
        long size = file.facts().size();
        if (size >= READ_AT_ONCE_BELOW) {
            return new Body.Slice(file.content(), 0, size);
        }
        try (FileContent content = file.content()) {
            return Body.of(readWhole(content, (int) size));
        }
    }

    private static ByteBuffer readWhole(FileContent content, int size) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(size);
        while (octets.hasRemaining()) {
            if (content.read(octets.position(), octets) < 0) {
                throw new EOFException("the file shrank to " + octets.position() + " octets while it was read");
            }
        }
        return octets.flip();
    }
}
