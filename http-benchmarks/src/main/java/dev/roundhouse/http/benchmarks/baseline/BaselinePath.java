package dev.roundhouse.http.benchmarks.baseline;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Maps the path of a request target to a file with methods of the JDK. */
public final class BaselinePath {
    private BaselinePath() {}

    /**
     * The file of a percent-encoded path, relative to a root, or empty. Each segment is decoded separately: an encoded slash
     * is not a separator.
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
            // A plus is a space only in forms.
            String name = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            boolean hidden = !name.equals(raw) && (name.equals(".") || name.equals(".."));
            boolean illegal = name.chars().anyMatch(c -> "/\\\0\uFFFD".indexOf(c) >= 0)
                    || raw.chars().anyMatch(c -> c > 0x7F);
            return hidden || illegal ? Optional.empty() : Optional.of(name);
        } catch (IllegalArgumentException brokenPercentSign) {
            return Optional.empty();
        }
    }

    /** The regular file of a path, with links followed, if it is below the root. */
    public static Optional<Path> find(Path root, String path) throws IOException {
        Optional<Path> file = decode(path).map(root::resolve);
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            return Optional.empty();
        }
        return Optional.of(file.get().toRealPath()).filter(real -> real.startsWith(root));
    }
}
