package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/** Produces the bytes of a stream, which other threads read, so that the connection does not wait for them. */
final class InputStreamProducer implements Body.Producer {
    private static final int READ_AHEAD = 64 << 10;
    private static final int MAX_READ = 16 << 10;

    private final InputStream stream;
    private final SerialExecutor tasks;
    private final BytePipe pipe = new BytePipe(READ_AHEAD, this::scheduleRead);

    /** Used by the tasks alone. */
    private boolean hasEnded;

    private boolean isStreamClosed;

    InputStreamProducer(InputStream stream, Executor executor) {
        this.stream = stream;
        this.tasks = new SerialExecutor(executor);
    }

    @Override
    public void start(Runnable wakeUp) {
        pipe.start(wakeUp);
        scheduleRead();
    }

    @Override
    public Body.Progress produce(ByteBuffer target) throws IOException {
        return pipe.produce(target);
    }

    /** The pipe then schedules a last task, which closes the stream. */
    @Override
    public void close() {
        pipe.close();
    }

    private void scheduleRead() {
        tasks.execute(this::readUntilFull);
    }

    private void readUntilFull() {
        try {
            byte[] buffer = new byte[MAX_READ];
            while (!hasEnded && !pipe.isClosed() && pipe.isWritable()) {
                int count = stream.read(buffer);
                if (count < 0) {
                    hasEnded = true;
                    pipe.end();
                } else {
                    pipe.write(ByteBuffer.wrap(buffer, 0, count));
                }
            }
        } catch (Throwable cause) {
            hasEnded = true;
            pipe.fail("cannot read the stream of the body: " + cause);
        }
        if (pipe.isClosed()) {
            closeStream();
        }
    }

    private void closeStream() {
        if (isStreamClosed) {
            return;
        }
        isStreamClosed = true;
        try {
            stream.close();
        } catch (IOException | RuntimeException cause) {
            System.getLogger(InputStreamProducer.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot close the stream of a body", cause);
        }
    }

    @Override
    public String toString() {
        return "the producer of " + stream;
    }
}
