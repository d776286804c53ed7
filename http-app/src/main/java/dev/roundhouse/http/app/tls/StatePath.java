package dev.roundhouse.http.app.tls;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The directory for files that the program keeps for its next start. */
final class StatePath {
    private static final String NAME = "roundhouse";

    private StatePath() {}

    /** The configured directory, or the default of this system. */
    static Path of(Optional<Path> configured) {
        return configured.orElseGet(() -> byDefault(System.getenv(), System.getProperty("user.home", ".")));
    }

    /** The directory of systemd, or that of the XDG base directory specification. */
    static Path byDefault(Map<String, String> environment, String home) {
        String ofService = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!ofService.isEmpty()) {
            // systemd lists several directories with colons.
            return Path.of(ofService.split(":", 2)[0]);
        }
        String ofUser = environment.getOrDefault("XDG_STATE_HOME", "");
        // A relative path is invalid, and the specification requires to ignore it.
        return ofUser.startsWith("/") ? Path.of(ofUser, NAME) : Path.of(home, ".local", "state", NAME);
    }
}
