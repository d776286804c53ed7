package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.app.accesslog.LogSink;
import dev.roundhouse.http.app.accesslog.NamedLog;
import dev.roundhouse.http.app.accesslog.StandardOutputSink;
import dev.roundhouse.http.app.config.AccessLogConfig;
import dev.roundhouse.http.app.logging.AccessLogFailureLogger;
import dev.roundhouse.http.cli.StartupException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the access log. */
final class AccessLogOpener {
    private AccessLogOpener() {}

    /**
     * Opens and starts the access log, if there is one.
     *
     * @throws StartupException if it cannot be written
     */
    static Optional<AccessLog> open(AccessLogConfig config) {
        if (config.mode().format().isEmpty()) {
            if (config.file().isPresent()) {
                throw new StartupException(
                        "--access-log-file has no effect without --access-log=common|combined|json.");
            }
            return Optional.empty();
        }
        return Optional.of(new AccessLog(
                        config.mode().format().get(),
                        sink(config),
                        new AccessLogFailureLogger(destination(config), System::nanoTime),
                        AccessLog.CAPACITY)
                .start());
    }

    private static String destination(AccessLogConfig config) {
        return config.file().map(Path::toString).orElse("standard output");
    }

    private static LogSink sink(AccessLogConfig config) {
        return config.file().isPresent() ? named(config.file().get(), config) : new StandardOutputSink();
    }

    private static LogSink named(Path file, AccessLogConfig config) {
        try {
            return new NamedLog(file, config.rotation());
        } catch (FileSystemException failed) {
            throw notWritable(file, reason(failed), failed);
        } catch (IOException failed) {
            throw notWritable(file, failed.getMessage(), failed);
        }
    }

    private static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        }
        return failure instanceof AccessDeniedException
                ? "permission denied"
                : failure.getClass().getSimpleName().replace("Exception", "");
    }

    private static StartupException notWritable(Path file, String reason, IOException cause) {
        return new StartupException(
                "Cannot write access log " + file + ": " + reason + " (see --access-log-file).", cause);
    }
}
