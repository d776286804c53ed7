package dev.roundhouse.http.benchmarks.baseline;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** From the path of a target to a file, by what the JDK has for it. */
public final class BaselinePath {
    private BaselinePath() {}

    /**
     * The file that a percent-encoded path names, relative to a root; nothing when it names none. Each segment is decoded by
     * itself: what is decoded as a whole finds separators where there were none.
     */
    public static Optional<Path> decode(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        Path file = Path.of("");
        for (String raw : path.split("/", 0)) {
            Optional<String> name = decodeSegment(raw);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            file = file.resolve(name.get()).normalize();
            // Only inside the root, at every step: "/../site" is not "/".
            if (file.startsWith("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(file);
    }

    private static Optional<String> decodeSegment(String raw) {
        try {
            // That a plus is a space is true of forms only.
            String name = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            boolean hidden = !name.equals(raw) && (name.equals(".") || name.equals(".."));
            boolean illegal = name.chars().anyMatch(c -> "/\\\0\uFFFD".indexOf(c) >= 0)
                    || raw.chars().anyMatch(c -> c > 0x7F);
            return hidden || illegal ? Optional.empty() : Optional.of(name);
        } catch (IllegalArgumentException brokenPercentSign) {
            return Optional.empty();
        }
    }

    /** The regular file that a path leads to, links followed, if it is below the root. */
    public static Optional<Path> find(Path root, String path) throws IOException {
        Optional<Path> file = decode(path).map(root::resolve);
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            return Optional.empty();
        }
        return Optional.of(file.get().toRealPath()).filter(real -> real.startsWith(root));
    }
}
