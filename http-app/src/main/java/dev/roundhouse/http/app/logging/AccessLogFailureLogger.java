package dev.roundhouse.http.app.logging;

import dev.roundhouse.http.app.accesslog.AccessLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of the access log to the server log. A failure is reported at once, then once a minute with the number of lines
 * lost since, and once more when lines are written again, or when the access log is closed. So a disk that is full at times causes
 * two lines a minute.
 */
public final class AccessLogFailureLogger implements AccessLog.FailureListener {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private long next;

    /** The number of lost lines that have not been reported. */
    private long unreported;

    /** The number of lines lost since the first report. */
    private long lost;

    private boolean reported;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    public AccessLogFailureLogger(LongSupplier clock) {
        this.clock = clock;
        this.next = clock.getAsLong();
    }

    @Override
    public void dropped(long entries) {
        LOG.warn("{} of the access log were dropped, it could not be written fast enough", lines(entries));
    }

    @Override
    public synchronized void failed(long count, IOException cause) {
        lost += count;
        unreported += count;
        long now = clock.getAsLong();
        if (now - next >= 0) {
            next = now + INTERVAL_NANOS;
            LOG.error("cannot write the access log: {}; {} lost", reason(cause), lines(unreported));
            unreported = 0;
            reported = true;
        }
    }

    @Override
    public synchronized void written() {
        if (reported) {
            LOG.error("the access log is written again; {} lost in all", lines(lost));
            reported = false;
            lost = 0;
            unreported = 0;
        }
    }

    @Override
    public synchronized void ended() {
        if (unreported > 0) {
            LOG.error("the access log ended while it could not be written; {} lost in all", lines(lost));
            unreported = 0;
        }
    }

    @Override
    public void reopened(boolean hasName) {
        if (hasName) {
            LOG.info("the access log has been opened anew");
        } else {
            LOG.info("the access log goes to standard output, there is nothing to open anew");
        }
    }

    @Override
    public void notReopened(IOException cause) {
        LOG.error("the access log cannot be opened anew, lines go where they went: {}", reason(cause));
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String lines(long count) {
        return count == 1 ? "1 line" : count + " lines";
    }
}
