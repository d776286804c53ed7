package dev.roundhouse.http.app.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.transport.Settings;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {
    private static final String HEADING =
            "Limit                     Soft Limit           Hard Limit           Units     ";

    @Test
    void the_limit_is_the_soft_one() {
        String line = "Max open files            1024                 1048576              files     ";

        assertEquals(OptionalInt.of(1024), OpenFiles.limit(List.of(HEADING, line)));
    }

    @Test
    void there_may_be_no_limit() {
        String line = "Max open files            unlimited            unlimited            files     ";

        assertEquals(OptionalInt.empty(), OpenFiles.limit(List.of(HEADING, line)));
        assertEquals(OptionalInt.empty(), OpenFiles.limit(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"1024,768", "1048576,786432", "128,64", "20,1"})
    void a_part_of_the_descriptors_is_kept_for_files(int files, int connections) {
        assertEquals(connections, OpenFiles.connections(OptionalInt.of(files)));
    }

    @ParameterizedTest
    @CsvSource({"256,64", "1024,64", "4096,128", "20000,512", "1048576,512"})
    void a_sixteenth_of_them_holds_directories_open(int files, int directories) {
        assertEquals(directories, OpenFiles.directories(OptionalInt.of(files)));
    }

    @Test
    void without_a_limit_connections_are_any_number_and_directories_a_few() {
        assertEquals(Settings.ANY_NUMBER, OpenFiles.connections(OptionalInt.empty()));
        assertEquals(64, OpenFiles.directories(OptionalInt.empty()));
    }
}
