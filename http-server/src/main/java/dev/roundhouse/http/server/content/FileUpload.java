package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Receives a body into a file. It is written by another thread into a partial file in the same directory, which is moved to its
 * path when it is complete. The client has to wait while more than a few writes are pending.
 */
final class FileUpload implements Upload {
    /** Number of bytes in memory with which no more are received. */
    private static final long MAX_PENDING = 256 << 10;

    private final Path path;
    private final Path partialFile;
    private final long maxBytes;
    private final BodyHandler<? super Path> handler;
    private final SerialExecutor tasks;

    /** Received and not written yet; guarded by this object, as is whether the connection waits for a call. */
    private long pendingBytes;

    private boolean isPaused;

    private volatile Runnable wakeUp = () -> {};
    private volatile boolean isAborted;
    private volatile Optional<Throwable> failure = Optional.empty();

    /** Opened, used and closed by the tasks alone. */
    private Optional<FileChannel> channel = Optional.empty();

    FileUpload(Path path, long maxBytes, BodyHandler<? super Path> handler, Executor executor) {
        this.path = path;
        // Without the name of the file, since that may be as long as a name can be.
        this.partialFile = path.resolveSibling(
                "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + ".part");
        this.maxBytes = maxBytes;
        this.handler = handler;
        this.tasks = new SerialExecutor(executor);
    }

    @Override
    public void start(Runnable toBeCalled) {
        wakeUp = toBeCalled;
    }

    @Override
    public long maxBytes() {
        return maxBytes;
    }

    /** After a failure the next bytes are awaited, since {@link #receive} reports it. */
    @Override
    public synchronized boolean isReady() {
        isPaused = pendingBytes >= MAX_PENDING && failure.isEmpty();
        return !isPaused;
    }

    private synchronized void addPending(int count) {
        pendingBytes += count;
    }

    /** Returns whether the connection has to be woken up. */
    private synchronized boolean subtractPending(int count) {
        pendingBytes -= count;
        boolean wakes = isPaused && (pendingBytes <= MAX_PENDING / 2 || failure.isPresent());
        isPaused &= !wakes;
        return wakes;
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        if (failure.isPresent()) {
            throw new IOException("cannot write " + partialFile, failure.get());
        }
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        addPending(copy.remaining());
        tasks.execute(() -> write(copy));
    }

    @Override
    public Reply finish() {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        tasks.execute(() -> finish(reply));
        return Reply.later(reply);
    }

    @Override
    public void abort() {
        isAborted = true;
        tasks.execute(this::deletePartialFile);
    }

    // Tasks, one after the other

    private void write(ByteBuffer bytes) {
        int count = bytes.remaining();
        try {
            if (!isAborted && failure.isEmpty()) {
                writeFully(bytes);
            }
        } catch (Throwable cause) {
            failure = Optional.of(cause);
        } finally {
            if (subtractPending(count)) {
                wakeUp.run();
            }
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        FileChannel file = open();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private FileChannel open() throws IOException {
        if (channel.isEmpty()) {
            channel =
                    Optional.of(FileChannel.open(partialFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }
        return channel.get();
    }

    /** A reply that was cancelled is not needed any more: then the upload counts as aborted. */
    private void finish(CompletableFuture<Reply> reply) {
        try {
            if (reply.isDone()) {
                return;
            }
            moveToPath();
            Reply result = handler.handle(path);
            if (!reply.complete(result)) {
                result.release();
            }
        } catch (Throwable cause) {
            reply.completeExceptionally(cause);
        } finally {
            deletePartialFile();
        }
    }

    private void moveToPath() throws IOException {
        if (failure.isPresent()) {
            throw new IOException("cannot write " + partialFile, failure.get());
        }
        open().close();
        Files.move(partialFile, path, StandardCopyOption.ATOMIC_MOVE);
        channel = Optional.empty();
    }

    /** Does nothing when the file was moved, or never created. */
    private void deletePartialFile() {
        if (channel.isEmpty()) {
            return;
        }
        try {
            channel.get().close();
            Files.deleteIfExists(partialFile);
        } catch (IOException cause) {
            System.getLogger(FileUpload.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete " + partialFile, cause);
        }
        channel = Optional.empty();
    }
}
