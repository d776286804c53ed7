package dev.roundhouse.http.app.accesslog;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is moved aside and compressed every day, and when it has grown too large. The work is Logback's; what is
 * handed to it at once are many lines, so its lock and its system call are shared by them.
 */
public final class RollingFile implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(RollingFile.class);
    private static final byte[] NOTHING = new byte[0];

    private final ContextBase context = new InTurn();
    private final RollingFileAppender<byte[]> appender = new RollingFileAppender<>();

    /**
     * What is to be done aside is done in turn: two threads that look for outdated files at the same time share a calendar, and
     * now and then delete files of today.
     */
    private static final class InTurn extends ContextBase {
        private static final int PATIENCE_SECONDS = 30;

        private final ExecutorService thread = Executors.newSingleThreadExecutor(InTurn::daemon);

        private static Thread daemon(Runnable work) {
            Thread thread = new Thread(work, "access-log-files");
            thread.setDaemon(true);
            return thread;
        }

        @Override
        public ExecutorService getExecutorService() {
            return thread;
        }

        @Override
        public ExecutorService getAlternateExecutorService() {
            return thread;
        }

        /** What has begun is finished: a file that is being compressed would be lost. */
        @Override
        public void stop() {
            thread.shutdown();
            try {
                if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("Some files of the access log are left uncompressed, since that took too long.");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            super.stop();
        }
    }

    /** Lines are octets already. */
    private static final class Octets extends EncoderBase<byte[]> {
        @Override
        public byte[] headerBytes() {
            return NOTHING;
        }

        @Override
        public byte[] encode(byte[] lines) {
            return lines;
        }

        @Override
        public byte[] footerBytes() {
            return NOTHING;
        }
    }

    /**
     * Opens a file for appending; folders that are missing are made.
     *
     * @param file the current one; older ones stand beside it, with the day and a number in their names
     * @param octets it is moved aside when it has so many
     * @param days older ones are deleted after so many days
     * @throws IOException when it cannot be written
     */
    public RollingFile(Path file, long octets, int days) throws IOException {
        if (file.toString().contains("%")) {
            throw new IOException("Logback gives a meaning to the % in its name");
        }
        context.setName("access log");
        Octets encoder = new Octets();
        start(encoder, context);
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        SizeAndTimeBasedRollingPolicy<byte[]> policy = policy(file, octets, days);
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(policy);
        appender.start();
        if (!appender.isStarted()) {
            throw new IOException("the file cannot be opened for writing");
        }
    }

    private SizeAndTimeBasedRollingPolicy<byte[]> policy(Path file, long octets, int days) {
        SizeAndTimeBasedRollingPolicy<byte[]> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(new FileSize(octets));
        policy.setMaxHistory(days);
        policy.start();
        return policy;
    }

    private static void start(EncoderBase<byte[]> encoder, Context context) {
        encoder.setContext(context);
        encoder.start();
    }

    @Override
    public void write(byte[] octets, int length) throws IOException {
        appender.doAppend(Arrays.copyOf(octets, length));
        if (!appender.isStarted()) {
            throw new IOException("the file cannot be written any more");
        }
    }

    @Override
    public void close() {
        appender.stop();
        context.stop();
    }
}
