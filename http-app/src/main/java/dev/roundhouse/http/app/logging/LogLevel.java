package dev.roundhouse.http.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged. The names are the values of {@code --log-level}. */
public enum LogLevel {
    /** Failures of the server. */
    ERROR(Level.ERROR),
    /** Also risks. */
    WARN(Level.WARN),
    /** Also events of the server, such as startup and shutdown. */
    INFO(Level.INFO),
    /** Also events of single requests and connections. */
    DEBUG(Level.DEBUG),
    /** Also details for developers. */
    TRACE(Level.TRACE);

    private final Level level;

    LogLevel(Level level) {
        this.level = level;
    }

    /** Sets this level, unless a Logback configuration file is in use. */
    public void apply() {
        if (System.getProperty(LogConfigurator.FILE_PROPERTY) == null
                && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(level);
        }
    }
}
