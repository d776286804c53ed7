package dev.roundhouse.http.app.accesslog;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * A device, a FIFO or a socket with a path. It is only written to. After a failed write it is opened again for the next lines.
 */
final class StreamFile implements LogSink {
    private final Opener opener;
    private final LineWriter lines = new LineWriter();
    private Optional<WritableByteChannel> channel;

    /** Opens the channel without waiting for a reader. */
    interface Opener {
        WritableByteChannel open() throws IOException;
    }

    StreamFile(Opener opener) throws IOException {
        this.opener = opener;
        this.channel = Optional.of(opener.open());
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        if (channel.isEmpty()) {
            channel = Optional.of(opener.open());
        }
        try {
            lines.write(channel.get(), bytes, length);
        } catch (LinesLostException failed) {
            close();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        Optional<WritableByteChannel> open = channel;
        channel = Optional.empty();
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
