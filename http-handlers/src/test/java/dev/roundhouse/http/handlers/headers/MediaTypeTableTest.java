package dev.roundhouse.http.handlers.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaTypeTableTest {
    private static final String RESOURCE = "media-types.properties";

    private final MediaTypeTable table = MediaTypeTable.read(RESOURCE);

    @Test
    void every_line_is_found() throws IOException {
        try (InputStream bytes = MediaTypeTable.class.getResourceAsStream(RESOURCE)) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.US_ASCII);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int separator = line.indexOf(' ');
                assertEquals(
                        Optional.of(line.substring(separator + 1)),
                        table.find(line.substring(0, separator), false),
                        line);
            });
            assertTrue(text.endsWith("\n"), "the last line has an end");
        }
    }

    @Test
    void only_text_types_have_the_default_charset() {
        assertEquals(Optional.of("text/html; charset=utf-8"), table.find("html", true));
        assertEquals(Optional.of("text/html"), table.find("html", false));
        assertEquals(Optional.of("image/png"), table.find("png", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "# Media", "0", "htm\u00fc", "htmlx", "ht", "html ", "html\n", "zzzz", "~"})
    void unknown_extension_is_not_found(String extension) {
        assertEquals(Optional.empty(), table.find(extension, true));
        assertEquals(Optional.empty(), table.find(extension, false));
    }
}
