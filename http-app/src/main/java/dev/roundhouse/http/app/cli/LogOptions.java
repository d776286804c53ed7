package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.accesslog.Rotation;
import dev.roundhouse.http.app.config.AccessLogConfig;
import dev.roundhouse.http.app.config.AccessLogMode;
import dev.roundhouse.http.app.config.LogConfig;
import dev.roundhouse.http.app.logging.LogLevel;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.SizeParser;
import java.nio.file.Path;
import java.util.Optional;

/** The options of the logs. */
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
                    "Access log file, in a directory that exists, rotated (renamed and compressed) daily and by size. A"
                            + " device, FIFO or socket is only written to; - is standard output. SIGHUP reopens the file. Default: stdout")
            .optional();

    private final OptionValue<Long> fileSize = option("--access-log-max-size", "SIZE", SizeParser::orOff)
            .description(
                    "Rotate the access log when it reaches this size; 'off' never rotates it, e.g. because logrotate"
                            + " does. Default: ${DEFAULT-VALUE}")
            .defaultValue("100MiB");

    private final OptionValue<Integer> retentionDays = option("--access-log-retention", "DAYS", IntParser::positive)
            .description("Delete rotated access logs after this many days. Default: ${DEFAULT-VALUE}")
            .defaultValue("30");

    private final OptionValue<Long> total = option("--access-log-total", "SIZE", SizeParser::orOff)
            .description(
                    "Maximum total size of the rotated access logs; the oldest are deleted above it. 'off' = unlimited."
                            + " Default: ${DEFAULT-VALUE}")
            .defaultValue("off");

    private static final String STANDARD_OUTPUT = "-";

    /** Creates the options of a command. */
    public LogOptions() {
        super("Logging");
    }

    /** The values. */
    public LogConfig config() {
        Optional<Path> named = file.value().filter(path -> !path.toString().equals(STANDARD_OUTPUT));
        Rotation rotation = new Rotation(fileSize.value(), retentionDays.value(), total.value());
        return new LogConfig(level.value(), new AccessLogConfig(mode.value(), named, rotation));
    }
}
