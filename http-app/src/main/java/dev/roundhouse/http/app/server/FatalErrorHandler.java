package dev.roundhouse.http.app.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loud end of a process in which a thread has died of what nobody caught, mostly for want of memory. Every thread here
 * is one that the others need, and after such an end nobody knows what it left half done: a server that is started anew is
 * worth more than one that is half alive.
 */
public final class FatalErrorHandler implements Thread.UncaughtExceptionHandler {
    /** Known from sysexits as EX_SOFTWARE. */
    public static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(FatalErrorHandler.class);

    /** Made now, since there may be no memory then. */
    private final byte[] message = ("roundhouse: a thread has died, the server ends with " + EXIT_CODE + "\n")
            .getBytes(StandardCharsets.UTF_8);

    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        try {
            err.write(message);
            log(thread, cause);
        } catch (IOException nobodyListens) {
            // Then the exit code has to say it.
        } finally {
            ProcessEnd.halt(EXIT_CODE);
        }
    }

    /** A log that fails, too, must not hide the reason. */
    private void log(Thread thread, Throwable cause) throws IOException {
        try {
            LOG.error("uncaught error in thread {}, exiting", thread.getName(), cause);
        } catch (LinkageError | RuntimeException noLog) {
            err.write((cause + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
