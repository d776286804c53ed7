package dev.roundhouse.http.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FileDescriptorLimitTest {
    private static final String HEADING =
            "Limit                     Soft Limit           Hard Limit           Units     ";

    @Test
    void the_limit_is_the_soft_one() {
        String line = "Max open files            1024                 1048576              files     ";

        assertEquals(OptionalInt.of(1024), FileDescriptorLimit.limit(List.of(HEADING, line)));
    }

    @Test
    void missing_limit_is_empty() {
        String line = "Max open files            unlimited            unlimited            files     ";

        assertEquals(OptionalInt.empty(), FileDescriptorLimit.limit(List.of(HEADING, line)));
        assertEquals(OptionalInt.empty(), FileDescriptorLimit.limit(List.of()));
    }
}
