package dev.roundhouse.http.app.config;

import dev.roundhouse.http.app.logging.LogLevel;

/**
 * What is logged, and where.
 *
 * @param level the level of the log on standard error
 * @param accessLog the access log
 */
public record LogConfig(LogLevel level, AccessLogConfig accessLog) {}
