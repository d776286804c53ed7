package dev.roundhouse.http.app.logging;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.handlers.logging.EventCounter;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of the access log in the server log. A failure is logged at once, then once a minute with the number of lines
 * lost since, and once more when writing succeeds again or the log is closed. A disk that is full from time to time therefore
 * causes two lines a minute.
 */
public final class AccessLogFailureLogger implements AccessLog.FailureListener {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final String destination;
    private final LongSupplier clock;

    /** Lost lines that have not been reported. */
    private final EventCounter unreported = new EventCounter();

    /** Lost lines since the first report. */
    private long lost;

    private boolean reported;

    /**
     * A logger for one access log.
     *
     * @param destination where the access log is written, for the messages
     * @param clock in nanoseconds, as {@code System.nanoTime()}
     */
    public AccessLogFailureLogger(String destination, LongSupplier clock) {
        this.destination = destination;
        this.clock = clock;
    }

    @Override
    public void dropped(long entries) {
        LOG.warn(
                "dropped {}: writing the access log ({}) takes longer than the requests; use a faster disk",
                entries(entries),
                destination);
    }

    @Override
    public synchronized void failed(long count, IOException cause) {
        lost += count;
        unreported.add(count, clock.getAsLong()).ifPresent(due -> {
            LOG.error("cannot write the access log ({}): {}; {} lost", destination, reason(cause), lines(due));
            reported = true;
        });
    }

    @Override
    public synchronized void written() {
        if (reported) {
            LOG.error("writing the access log ({}) succeeds again; {} lost in total", destination, lines(lost));
            reported = false;
            lost = 0;
            unreported.discard();
        }
    }

    @Override
    public synchronized void closed() {
        if (unreported.discard() > 0) {
            LOG.error(
                    "closed the access log ({}) while it could not be written; {} lost in total",
                    destination,
                    lines(lost));
        }
    }

    @Override
    public void reopened(boolean hasName) {
        if (hasName) {
            LOG.info("reopened the access log ({})", destination);
        } else {
            LOG.info(
                    "ignored SIGHUP: the access log is standard output, which cannot be reopened (see --access-log-file)");
        }
    }

    @Override
    public void notReopened(IOException cause) {
        LOG.error(
                "cannot reopen the access log ({}), still writing to the file that was open before: {}",
                destination,
                reason(cause));
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String entries(long count) {
        return count == 1 ? "1 access log entry" : count + " access log entries";
    }

    private static String lines(long count) {
        return count == 1 ? "1 line" : count + " lines";
    }
}
