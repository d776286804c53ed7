package dev.roundhouse.http.app;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.app.accesslog.RollingFile;
import dev.roundhouse.http.app.accesslog.Sink;
import dev.roundhouse.http.app.accesslog.StandardOutput;
import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.options.Counts;
import dev.roundhouse.http.app.options.Given;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.Sizes;
import dev.roundhouse.http.app.options.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What is written down. */
final class LogOptions extends OptionGroup {
    private final Given<LogLevel> level = option("--log-level", "LEVEL", Words.of(LogLevel.class))
            .describedAs("What is told on standard error: error, warn, info, debug or trace. debug has a line for each"
                    + " request that is refused. Default: ${DEFAULT-VALUE}")
            .otherwise("info");

    private final Given<AccessLogForm> form = option("--access-log", "FORM", Words.of(AccessLogForm.class))
            .describedAs("A line for each answer: off, common, combined or json. Default: ${DEFAULT-VALUE}")
            .otherwise("off");

    private final Given<Optional<Path>> file = option("--access-log-file", "FILE", Path::of)
            .describedAs("Where these lines go; a file is moved aside and compressed every day, and when it is large."
                    + " Default: stdout")
            .optional();

    private final Given<Integer> fileSize = option("--access-log-max-size", "SIZE", Sizes::inMemory)
            .describedAs("Size from which on the file is moved aside before the day is over. Default: ${DEFAULT-VALUE}")
            .otherwise("100MiB");

    private final Given<Integer> days = option("--access-log-keep", "DAYS", Counts::positive)
            .describedAs("Days after which a file that was moved aside is deleted. Default: ${DEFAULT-VALUE}")
            .otherwise("30");

    LogOptions() {
        super("Logs");
    }

    /** How much the program tells of itself. */
    LogLevel level() {
        return level.value();
    }

    /** The access log, which has begun, or none. */
    Optional<AccessLog> accessLog() {
        if (form.value() == AccessLogForm.off && file.value().isPresent()) {
            throw new StartException(
                    "--access-log-file is given, but no line will be written: add --access-log=combined,"
                            + " or common or json.");
        }
        return form.value()
                .format()
                .map(format -> new AccessLog(format, sink(), new AccessLogComplaints(), AccessLog.CAPACITY).start());
    }

    private Sink sink() {
        return file.value().<Sink>map(this::rollingFile).orElseGet(StandardOutput::new);
    }

    private RollingFile rollingFile(Path path) {
        try {
            return new RollingFile(path, fileSize.value(), days.value());
        } catch (IOException failed) {
            throw new StartException(
                    "The access log " + path + " cannot be written: " + failed.getMessage()
                            + "; give --access-log-file one that can.",
                    failed);
        }
    }
}
