package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.transport.TransportObserver;
import java.util.Optional;

/**
 * The logs of a server, with their files open.
 *
 * @param access the access log, if there is one
 * @param observer writes all logs
 */
record OpenLogs(Optional<AccessLog> access, TransportObserver observer) implements AutoCloseable {
    /** Writes what is pending, and closes the files. */
    @Override
    public void close() {
        access.ifPresent(AccessLog::close);
    }
}
