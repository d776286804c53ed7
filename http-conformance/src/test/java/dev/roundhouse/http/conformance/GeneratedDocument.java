package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that is generated from others. {@code -Dconformance.rewrite=true} regenerates it.
 */
public record GeneratedDocument(Path file) {
    public void requireText(String text) throws IOException {
        if (Boolean.getBoolean("conformance.rewrite")) {
            Files.writeString(file, text);
        }
        assertEquals(text, Files.readString(file), file + " is stale: run the tests with -Dconformance.rewrite=true");
    }
}
