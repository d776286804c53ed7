package dev.roundhouse.http.lab.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.cost.Snapshot.Switches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CountersTest {
    @Test
    void the_difference_of_two_moments_is_what_was_used() {
        Snapshot before = new Snapshot(100, 50, Map.of(1L, new Switches(10, 1)), 0, 0);
        Snapshot after = new Snapshot(130, 60, Map.of(1L, new Switches(15, 1), 2L, new Switches(3, 2)), 0, 0);

        Usage usage = after.since(before);

        assertEquals(new Usage(30, 10, 8, 2), usage);
        assertEquals(40_000, usage.cpuMicros());
        assertEquals(0.25, usage.systemShare());
    }

    @Test
    void a_thread_that_has_ended_takes_nothing_away() {
        Snapshot before = new Snapshot(0, 0, Map.of(1L, new Switches(10, 1)), 0, 0);

        assertEquals(0, new Snapshot(0, 0, Map.of(), 0, 0).since(before).voluntary());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void this_process_has_threads_memory_and_open_files() {
        Snapshot now = Snapshot.of(ProcessHandle.current()).orElseThrow();

        assertTrue(now.threads().size() > 1 && now.rssBytes() > 1 << 20 && now.openFiles() > 2, now::toString);
    }

    @Test
    void reads_the_summary_of_strace() {
        List<String> lines = List.of(
                "% time     seconds  usecs/call     calls    errors syscall",
                "------ ----------- ----------- --------- --------- ----------------",
                " 60.00    0.000100           1        77           write",
                " 40.00    0.000050           2        20        13 futex",
                "100.00    0.000150           1        97        13 total");

        assertEquals(Map.of("write", 77L, "futex", 20L), SystemCalls.parsed(lines));
    }
}
