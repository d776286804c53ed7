package dev.roundhouse.http.app;

import dev.roundhouse.http.app.accesslog.AccessLog;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the server's log what the access log lacks; about failures once a minute. Used by one thread. */
final class AccessLogComplaints implements AccessLog.Complaint {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final OnceAMinute failures = new OnceAMinute(System::nanoTime);

    @Override
    public void dropped(long entries) {
        LOG.warn("{} lines of the access log were dropped, it could not be written fast enough", entries);
    }

    @Override
    public void failed(IOException cause) {
        failures.happened(count -> LOG.error("the access log cannot be written: {}", cause.getMessage()));
    }
}
