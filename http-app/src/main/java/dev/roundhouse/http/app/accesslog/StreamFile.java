package dev.roundhouse.http.app.accesslog;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * What has a name and is no regular file: a device, a FIFO, a socket. It is written to, and nothing else is done to it. When
 * its other end has gone, it is opened again for the next lines.
 */
final class StreamFile implements LogSink {
    private final Opener opener;
    private final LineWriter lines = new LineWriter();
    private Optional<WritableByteChannel> channel;

    /** Opens it, without waiting for another end. */
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
