package dev.roundhouse.http.app.config;

import dev.roundhouse.http.app.accesslog.Rotation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The access log.
 *
 * @param mode the format, or that there is no access log
 * @param file the file, device, FIFO or socket to write to; empty for standard output
 * @param rotation when a file is rotated, and how long rotated files are kept
 */
public record AccessLogConfig(AccessLogMode mode, Optional<Path> file, Rotation rotation) {}
