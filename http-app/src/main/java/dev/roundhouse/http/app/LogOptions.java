package dev.roundhouse.http.app;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.app.accesslog.NamedLog;
import dev.roundhouse.http.app.accesslog.Rolling;
import dev.roundhouse.http.app.accesslog.Sink;
import dev.roundhouse.http.app.accesslog.StandardOutput;
import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.options.Counts;
import dev.roundhouse.http.app.options.Given;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.Sizes;
import dev.roundhouse.http.app.options.Words;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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
            .describedAs(
                    "Where these lines go: a file, which is rolled (renamed and compressed) every day and when it is"
                            + " large; a device, FIFO or socket, which is only written to; or - for standard output. SIGHUP"
                            + " opens it anew. Default: stdout")
            .optional();

    private final Given<Long> fileSize = option("--access-log-max-size", "SIZE", Sizes::orOff)
            .describedAs("Size from which on the file is rolled before the day is over; off never rolls it, as when"
                    + " logrotate does. Default: ${DEFAULT-VALUE}")
            .otherwise("100MiB");

    private final Given<Integer> days = option("--access-log-keep", "DAYS", Counts::positive)
            .describedAs("Days after which a rolled file is deleted. Default: ${DEFAULT-VALUE}")
            .otherwise("30");

    private final Given<Long> total = option("--access-log-total", "SIZE", Sizes::orOff)
            .describedAs("Size of all rolled files together, from which on the oldest are deleted before their day;"
                    + " off for no bound. Default: ${DEFAULT-VALUE}")
            .otherwise("off");

    private static final String STANDARD_OUTPUT = "-";

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
                .map(format -> new AccessLog(
                                format, sink(), new AccessLogComplaints(System::nanoTime), AccessLog.CAPACITY)
                        .start());
    }

    private Sink sink() {
        return file.value()
                .filter(path -> !path.toString().equals(STANDARD_OUTPUT))
                .<Sink>map(this::named)
                .orElseGet(StandardOutput::new);
    }

    private NamedLog named(Path path) {
        try {
            return new NamedLog(path, new Rolling(fileSize.value(), days.value(), total.value()));
        } catch (FileSystemException failed) {
            throw refused(path, reason(failed), failed);
        } catch (IOException failed) {
            throw refused(path, failed.getMessage(), failed);
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

    private static StartException refused(Path path, String reason, IOException cause) {
        return new StartException(
                "The access log " + path + " cannot be written: " + reason
                        + "; give --access-log-file a file that can.",
                cause);
    }
}
