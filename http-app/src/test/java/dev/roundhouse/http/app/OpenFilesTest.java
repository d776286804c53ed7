package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.transport.Settings;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class OpenFilesTest {
    @ParameterizedTest
    @CsvSource({"1024,768", "1048576,786432", "128,64", "20,1"})
    void a_part_of_the_descriptors_is_kept_for_files(int files, int connections) {
        assertEquals(connections, OpenFiles.connections(OptionalInt.of(files)));
    }

    @Test
    void without_a_limit_there_is_none() {
        assertEquals(Settings.ANY_NUMBER, OpenFiles.connections(OptionalInt.empty()));
    }

    @Test
    void the_number_of_connections_can_be_set() {
        Settings settings = Parsed.options("--max-connections=5", "--max-connections-per-ip=2")
                .listen()
                .settings();

        assertEquals(5, settings.connections());
        assertEquals(2, settings.connectionsPerPeer());
    }

    @Test
    void the_number_of_connections_is_limited_by_default_where_that_of_files_is() {
        Settings settings = Parsed.options().listen().settings();

        assertTrue(settings.connections() > 0);
        assertEquals(Settings.ANY_NUMBER, settings.connectionsPerPeer());
        assertEquals(
                Settings.ANY_NUMBER,
                Parsed.options("--max-connections=off").listen().settings().connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", ""})
    void what_is_no_number_of_connections_is_refused(String text) {
        assertThrows(ParameterException.class, () -> Parsed.options("--max-connections=" + text));
    }
}
