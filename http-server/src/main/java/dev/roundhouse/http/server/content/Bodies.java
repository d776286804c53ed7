package dev.roundhouse.http.server.content;

import dev.roundhouse.http.handlers.files.FileContent;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;

/**
 * Bodies of responses.
 *
 * <pre>{@code
 * Response.of(Status.OK).with(Bodies.of(Path.of("report.pdf")));
 * Response.of(Status.OK).with(Bodies.of(process.getInputStream()));
 * }</pre>
 */
public final class Bodies {
    private Bodies() {}

    /** Returns a body of bytes in memory, which must not change any more. */
    public static Body of(byte[] bytes) {
        return Body.of(ByteBuffer.wrap(bytes));
    }

    /**
     * Returns the content of a file, which is opened now and closed with the body. It is read while it is sent, by the operating
     * system where that is possible.
     *
     * @throws IOException when it cannot be opened
     */
    public static Body of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Content content = new FileContent(channel);
        try {
            return new Body.Slice(content, 0, channel.size());
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /**
     * Returns the bytes of a stream, of an unknown number. It is read by a few threads that all such bodies share: a stream that
     * waits for long needs an executor of its own, see {@link #of(InputStream, long, Executor)}.
     *
     * @param stream closed with the body
     */
    public static Body of(InputStream stream) {
        return of(stream, -1, ContentThreads.shared());
    }

    /**
     * Returns the bytes of a stream. They are read ahead, at most 64 KiB more than the connection takes, and not at all when the
     * body is not sent.
     *
     * @param stream closed with the body, when the read in progress has returned
     * @param length number of bytes, or -1 when it is not known
     * @param executor reads and closes the stream; may block
     */
    public static Body of(InputStream stream, long length, Executor executor) {
        return new Body.Streamed(new InputStreamProducer(stream, executor), length);
    }
}
