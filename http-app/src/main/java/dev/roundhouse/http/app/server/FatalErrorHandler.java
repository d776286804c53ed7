package dev.roundhouse.http.app.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process after an uncaught error in a thread, in most cases an OutOfMemoryError. The other threads depend on every
 * thread of the server, and the state that the failed one left behind is undefined: a restarted server is better than one that
 * serves only in part.
 */
public final class FatalErrorHandler implements Thread.UncaughtExceptionHandler {
    /** EX_SOFTWARE of sysexits. */
    public static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(FatalErrorHandler.class);

    /** Created in advance, since there may be no memory after the error. */
    private final byte[] message = ("roundhouse: fatal error in a server thread, exiting with status " + EXIT_CODE
                    + "\n")
            .getBytes(StandardCharsets.UTF_8);

    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        try {
            err.write(message);
            log(thread, cause);
        } catch (IOException closed) {
            // Standard error is closed; the exit status still reports the error.
        } finally {
            ProcessEnd.halt(EXIT_CODE);
        }
    }

    /** Logs the cause, or prints it if the logger fails too. */
    private void log(Thread thread, Throwable cause) throws IOException {
        try {
            LOG.error("uncaught error in thread {}, exiting", thread.getName(), cause);
        } catch (LinkageError | RuntimeException noLog) {
            err.write((cause + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
