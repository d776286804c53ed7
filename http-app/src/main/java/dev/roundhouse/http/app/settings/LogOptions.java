package dev.roundhouse.http.app.settings;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.app.accesslog.LogSink;
import dev.roundhouse.http.app.accesslog.NamedLog;
import dev.roundhouse.http.app.accesslog.Rolling;
import dev.roundhouse.http.app.accesslog.StandardOutputSink;
import dev.roundhouse.http.app.logging.AccessLogFailureLogger;
import dev.roundhouse.http.app.logging.LogLevel;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.SizeParser;
import dev.roundhouse.http.cli.StartupException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** What is written down. */
public final class LogOptions extends OptionGroup {
    private final OptionValue<LogLevel> level = option("--log-level", "LEVEL", EnumParser.of(LogLevel.class))
            .description(
                    "Log level on standard error: error, warn, info, debug or trace. 'debug' includes rejected requests. Default: ${DEFAULT-VALUE}")
            .defaultValue("info");

    private final OptionValue<AccessLogMode> mode = option("--access-log", "FORM", EnumParser.of(AccessLogMode.class))
            .description("Access log format: off, common, combined or json. Default: ${DEFAULT-VALUE}")
            .defaultValue("off");

    private final OptionValue<Optional<Path>> file = option("--access-log-file", "FILE", Path::of)
            .description(
                    "Where these lines go: a file, which is rolled (renamed and compressed) every day and when it is"
                            + " large; a device, FIFO or socket, which is only written to; or - for standard output. SIGHUP"
                            + " opens it anew. Default: stdout")
            .optional();

    private final OptionValue<Long> fileSize = option("--access-log-max-size", "SIZE", SizeParser::orOff)
            .description("Size from which on the file is rolled before the day is over; off never rolls it, as when"
                    + " logrotate does. Default: ${DEFAULT-VALUE}")
            .defaultValue("100MiB");

    private final OptionValue<Integer> retentionDays = option("--access-log-retention", "DAYS", IntParser::positive)
            .description("Days after which a rolled file is deleted. Default: ${DEFAULT-VALUE}")
            .defaultValue("30");

    private final OptionValue<Long> total = option("--access-log-total", "SIZE", SizeParser::orOff)
            .description("Size of all rolled files together, from which on the oldest are deleted before their day;"
                    + " off for no bound. Default: ${DEFAULT-VALUE}")
            .defaultValue("off");

    private static final String STANDARD_OUTPUT = "-";

    public LogOptions() {
        super("Logging");
    }

    /** How much the program tells of itself. */
    public LogLevel level() {
        return level.value();
    }

    /** The access log, which has begun, or none. */
    public Optional<AccessLog> accessLog() {
        if (mode.value() == AccessLogMode.OFF && file.value().isPresent()) {
            throw new StartupException("--access-log-file has no effect without --access-log=common|combined|json.");
        }
        return mode.value()
                .format()
                .map(format -> new AccessLog(
                                format, sink(), new AccessLogFailureLogger(System::nanoTime), AccessLog.CAPACITY)
                        .start());
    }

    private LogSink sink() {
        return file.value()
                .filter(path -> !path.toString().equals(STANDARD_OUTPUT))
                .<LogSink>map(this::named)
                .orElseGet(StandardOutputSink::new);
    }

    private NamedLog named(Path path) {
        try {
            return new NamedLog(path, new Rolling(fileSize.value(), retentionDays.value(), total.value()));
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

    private static StartupException refused(Path path, String reason, IOException cause) {
        return new StartupException(
                "Cannot write access log " + path + ": " + reason + "; give --access-log-file a file that can.", cause);
    }
}
