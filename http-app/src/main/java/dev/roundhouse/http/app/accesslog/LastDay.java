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
 * The day, in UTC, of the last line of a log. It is parsed from the line. The modification time of the file may have been set by
 * a copy or by {@code touch}; it is used only if no line can be parsed.
 */
final class LastDay {
    /** The number of bytes to read: more than the maximum length of a line. */
    private static final int TAIL = 64 << 10;

    /** Matches at the start of a line only: the rest of a line contains text from clients. */
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
            } catch (DateTimeException invalid) {
                // Not a line of this log.
            }
        }
        return day;
    }

    private static String tail(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(TAIL, channel.size()));
            long from = channel.size() - bytes.capacity();
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                // The condition reads.
            }
            return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
        }
    }
}
