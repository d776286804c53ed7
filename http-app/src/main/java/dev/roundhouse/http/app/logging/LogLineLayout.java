package dev.roundhouse.http.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * Formats a log line: time, level, logger and message, followed by the exception and where it was thrown. It is code and not
 * a Logback pattern, since parsing a pattern takes a tenth of the startup time.
 *
 * <p>Control characters of a message are written as {@code \xHH}, so that text from a client cannot start a new line.
 */
final class LogLineLayout extends LayoutBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;

    private final Supplier<ZoneId> zone;

    /** @param zone the time zone; called for the first line and not before, since Java loads all time zones to find one */
    LogLineLayout(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(200);
        appendTimestamp(line, Instant.ofEpochMilli(event.getTimeStamp()));
        String level = event.getLevel().toString();
        line.append(' ').append(level).append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())));
        String logger = event.getLoggerName();
        line.append(' ')
                .append(logger, logger.lastIndexOf('.') + 1, logger.length())
                .append(" - ");
        appendOneLine(line, event.getFormattedMessage());
        line.append(System.lineSeparator());
        for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            append(line, thrown, thrown == event.getThrowableProxy() ? "" : "Caused by: ");
        }
        return line.toString();
    }

    /** Appends the time without a {@code DateTimeFormatter}, which loads a hundred classes for the first line. */
    private void appendTimestamp(StringBuilder line, Instant time) {
        ZoneOffset offset = zone.get().getRules().getOffset(time);
        LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), offset);
        appendNumber(line, local.getYear(), 4).append('-');
        appendNumber(line, local.getMonthValue(), 2).append('-');
        appendNumber(line, local.getDayOfMonth(), 2).append('T');
        appendNumber(line, local.getHour(), 2).append(':');
        appendNumber(line, local.getMinute(), 2).append(':');
        appendNumber(line, local.getSecond(), 2).append('.');
        appendNumber(line, local.getNano() / 1_000_000, 3).append(offset.getId());
    }

    private static StringBuilder appendNumber(StringBuilder line, int number, int digits) {
        String text = Integer.toString(number);
        return line.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
    }

    private static void append(StringBuilder line, IThrowableProxy thrown, String before) {
        line.append(before).append(thrown.getClassName()).append(": ");
        appendOneLine(line, String.valueOf(thrown.getMessage()));
        line.append(System.lineSeparator());
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        if (frames.length > 0) {
            line.append('\t').append(frames[0].getSTEAsString()).append(System.lineSeparator());
        }
    }

    private static void appendOneLine(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                line.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                line.append(c);
            }
        }
    }
}
