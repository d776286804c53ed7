package dev.roundhouse.http.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much the program tells of itself. Its names are what {@code --log-level} takes. */
public enum LogLevel {
    /** What went wrong here. */
    ERROR(Level.ERROR),
    /** Also what could go wrong. */
    WARN(Level.WARN),
    /** Also what happens to the server as a whole. */
    INFO(Level.INFO),
    /** Also what happens to single requests and connections. */
    DEBUG(Level.DEBUG),
    /** Also what only a developer asks. */
    TRACE(Level.TRACE);

    private final Level level;

    LogLevel(Level level) {
        this.level = level;
    }

    /** Is in force from now on, unless a Logback configuration of the user's own says otherwise. */
    public void apply() {
        if (System.getProperty(LogConfigurator.FILE_PROPERTY) == null
                && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(level);
        }
    }
}
