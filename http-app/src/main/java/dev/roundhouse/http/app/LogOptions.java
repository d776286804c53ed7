package dev.roundhouse.http.app;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.app.accesslog.RollingFile;
import dev.roundhouse.http.app.accesslog.Sink;
import dev.roundhouse.http.app.accesslog.StandardOutput;
import dev.roundhouse.http.app.config.Counts;
import dev.roundhouse.http.app.config.Sizes;
import dev.roundhouse.http.app.config.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is written down. */
@Command(description = "Logs")
final class LogOptions {
    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            converter = LogLevel.Word.class,
            description = "What is told on standard error: error, warn, info, debug or trace. debug has a line for each"
                    + " request that is refused. Default: ${DEFAULT-VALUE}")
    private LogLevel level;

    @Option(
            names = "--access-log",
            paramLabel = "FORM",
            defaultValue = "off",
            description = "A line for each answer: off, common, combined or json. Default: ${DEFAULT-VALUE}")
    private AccessLogForm form;

    @Option(
            names = "--access-log-file",
            paramLabel = "FILE",
            description = "Where these lines go; a file is moved aside and compressed every day, and when it is large."
                    + " Default: stdout")
    private Optional<Path> file;

    @Option(
            names = "--access-log-max-size",
            paramLabel = "SIZE",
            defaultValue = "100MiB",
            converter = Sizes.InMemory.class,
            description =
                    "Size from which on the file is moved aside before the day is over. Default: ${DEFAULT-VALUE}")
    private int fileSize;

    @Option(
            names = "--access-log-keep",
            paramLabel = "DAYS",
            defaultValue = "30",
            converter = Counts.Positive.class,
            description = "Days after which a file that was moved aside is deleted. Default: ${DEFAULT-VALUE}")
    private int days;

    /** How much the program tells of itself. */
    LogLevel level() {
        return level;
    }

    /** The access log, which has begun, or none. */
    Optional<AccessLog> accessLog() {
        if (form == AccessLogForm.off && file.isPresent()) {
            throw new StartException(
                    "--access-log-file is given, but no line will be written: add --access-log=combined,"
                            + " or common or json.");
        }
        return form.format()
                .map(format -> new AccessLog(format, sink(), new AccessLogComplaints(), AccessLog.CAPACITY).start());
    }

    private Sink sink() {
        return file.<Sink>map(this::rollingFile).orElseGet(StandardOutput::new);
    }

    private RollingFile rollingFile(Path path) {
        try {
            return new RollingFile(path, fileSize, days);
        } catch (IOException failed) {
            throw new StartException(
                    "The access log " + path + " cannot be written: " + failed.getMessage()
                            + "; give --access-log-file one that can.",
                    failed);
        }
    }
}
