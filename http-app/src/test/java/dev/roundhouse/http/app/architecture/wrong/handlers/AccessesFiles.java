package dev.roundhouse.http.app.architecture.wrong.handlers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks the rule that few classes touch files. */
final class AccessesFiles {
    boolean isThere(Path file) {
        return Files.exists(file);
    }
}
