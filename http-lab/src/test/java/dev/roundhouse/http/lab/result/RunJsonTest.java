package dev.roundhouse.http.lab.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJsonTest {
    @TempDir
    Path directory;

    @Test
    void result_of_an_older_format_is_rejected_with_one_message() throws IOException {
        Path file = directory.resolve("result.json");
        Files.writeString(file, "{\"format\": 1, \"complete\": true, \"results\": {\"correct\": 1}}");

        IOException e = assertThrows(IOException.class, () -> RunJson.read(file));

        assertEquals(file + " has the unsupported format 1; supported is format 2", e.getMessage());
    }
}
