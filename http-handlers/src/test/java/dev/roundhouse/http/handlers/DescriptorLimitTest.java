package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorLimitTest {
    private static final String HEADING =
            "Limit                     Soft Limit           Hard Limit           Units     ";

    @Test
    void is_the_soft_limit() {
        String line = "Max open files            1024                 1048576              files     ";

        assertEquals(OptionalInt.of(1024), DescriptorLimit.in(List.of(HEADING, line)));
    }

    @Test
    void may_be_none() {
        String line = "Max open files            unlimited            unlimited            files     ";

        assertEquals(OptionalInt.empty(), DescriptorLimit.in(List.of(HEADING, line)));
        assertEquals(OptionalInt.empty(), DescriptorLimit.in(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"256,64", "1024,64", "4096,128", "20000,512", "1048576,512"})
    void a_sixteenth_of_it_holds_directories_open(int files, int directories) {
        assertEquals(directories, SecureWalk.heldAtMost(OptionalInt.of(files)));
    }

    @Test
    void without_one_some_directories_are_held_all_the_same() {
        assertEquals(64, SecureWalk.heldAtMost(OptionalInt.empty()));
    }
}
