package dev.roundhouse.http.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatePathTest {
    private static Path byDefault(Map<String, String> environment) {
        return StatePath.byDefault(environment, "/home/a");
    }

    @Test
    void configured_directory_is_used() {
        assertEquals(Path.of("x"), StatePath.of(Optional.of(Path.of("x"))));
    }

    @Test
    void directory_of_a_service_is_that_of_systemd() {
        assertEquals(Path.of("/var/lib/a"), byDefault(Map.of("STATE_DIRECTORY", "/var/lib/a:/var/lib/b")));
        assertEquals(Path.of("/var/lib/a"), byDefault(Map.of("STATE_DIRECTORY", "/var/lib/a", "XDG_STATE_HOME", "/x")));
    }

    @Test
    void directory_of_a_user_is_that_of_xdg() {
        assertEquals(Path.of("/x/roundhouse"), byDefault(Map.of("XDG_STATE_HOME", "/x")));
        assertEquals(Path.of("/home/a/.local/state/roundhouse"), byDefault(Map.of("XDG_STATE_HOME", "")));
        assertEquals(Path.of("/home/a/.local/state/roundhouse"), byDefault(Map.of("XDG_STATE_HOME", "relative")));
        assertEquals(Path.of("/home/a/.local/state/roundhouse"), byDefault(Map.of()));
    }
}
