package dev.roundhouse.http.app.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The day, in UTC, on which the last line of a log was written. The line says it itself; the file's time may have been set by a
 * copy or by {@code touch}, and counts only where no line is understood.
 */
final class LastDay {
    /** Longer than a line can be. */
    private static final int TAIL = 64 << 10;

    /** At the beginning of a line alone: further on stands what clients have sent. */
    private static final Pattern DAY = Pattern.compile(
            "^(?:\\S+ \\S+ \\S+ \\[(\\d{2}/[A-Z][a-z]{2}/\\d{4}):|\\{\"time\":\"(\\d{4}-\\d{2}-\\d{2})T)",
            Pattern.MULTILINE);

    private static final DateTimeFormatter COMMON = DateTimeFormatter.ofPattern("dd/MMM/uuuu", Locale.ENGLISH);

    private LastDay() {}

    static LocalDate of(Path file) throws IOException {
        LocalDate changed = LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
        try {
            return inLines(tail(file), changed);
        } catch (IOException unreadable) {
            return changed;
        }
    }

    private static LocalDate inLines(String lines, LocalDate fallback) {
        LocalDate day = fallback;
        Matcher dates = DAY.matcher(lines);
        while (dates.find()) {
            try {
                day = dates.group(1) == null
                        ? LocalDate.parse(dates.group(2))
                        : LocalDate.parse(dates.group(1), COMMON);
            } catch (DateTimeException noDate) {
                // Not one of our lines.
            }
        }
        return day;
    }

    private static String tail(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(TAIL, channel.size()));
            long from = channel.size() - bytes.capacity();
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                // Until there is no more.
            }
            return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
        }
    }
}
