package dev.roundhouse.http.app.architecture.violations.handlers.content;

import java.nio.file.Files;
import java.nio.file.Path;

/** Violates: only handlers.files accesses files. */
final class AccessesFiles {
    boolean exists(Path file) {
        return Files.exists(file);
    }
}
