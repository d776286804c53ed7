package dev.roundhouse.http.handlers.headers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A table of media types by file name extension.
 *
 * <p>It is kept as the text of its file, whose lines are sorted, and searched in that form: a map of the 1,300 lines would be a
 * part of every startup, and a server uses some ten of them. Types that were found are remembered.
 */
final class MediaTypeTable {
    /** The parameter of text types. */
    static final String CHARSET = "; charset=utf-8";

    private final String text;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    private MediaTypeTable(String text) {
        this.text = text;
    }

    /** A type of the table, without and with the default charset. */
    private record Found(String type, String withCharset) {}

    /**
     * Reads a table of {@code extension type} lines, sorted by code points; those that begin with {@code #} are comments. A test
     * validates the lines; validating them at startup would take a tenth of the startup time.
     */
    static MediaTypeTable read(String resource) {
        try (InputStream bytes = MediaTypeTable.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("Missing resource with the table of media types: " + resource);
            }
            return new MediaTypeTable(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The type of an extension.
     *
     * @param extension in lower case
     * @param addsCharset whether a text type has the default charset
     */
    Optional<String> find(String extension, boolean addsCharset) {
        Found entry = found.get(extension);
        if (entry == null) {
            Optional<String> type = search(extension);
            if (type.isEmpty()) {
                return type;
            }
            entry = new Found(type.get(), type.get().startsWith("text/") ? type.get() + CHARSET : type.get());
            found.put(extension, entry);
        }
        return Optional.of(addsCharset ? entry.withCharset() : entry.type());
    }

    /** A binary search; both bounds are beginnings of lines. */
    private Optional<String> search(String extension) {
        String key = extension + ' ';
        int low = 0;
        int high = text.length();
        while (low < high) {
            int line = text.lastIndexOf('\n', (low + high) / 2 - 1) + 1;
            int end = text.indexOf('\n', line);
            if (text.startsWith(key, line)) {
                return isComment(extension) ? Optional.empty() : Optional.of(text.substring(line + key.length(), end));
            }
            if (text.substring(line, end).compareTo(key) < 0) {
                low = end + 1;
            } else {
                high = line;
            }
        }
        return Optional.empty();
    }

    private static boolean isComment(String extension) {
        return extension.startsWith("#");
    }
}
