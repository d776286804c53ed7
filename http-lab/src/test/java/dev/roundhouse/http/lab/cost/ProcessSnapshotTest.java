package dev.roundhouse.http.lab.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.cost.ProcessSnapshot.ContextSwitches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessSnapshotTest {
    @Test
    void the_difference_of_two_moments_is_what_was_used() {
        ProcessSnapshot before = new ProcessSnapshot(100, 50, Map.of(1L, new ContextSwitches(10, 1)), 0, 0);
        ProcessSnapshot after = new ProcessSnapshot(
                130, 60, Map.of(1L, new ContextSwitches(15, 1), 2L, new ContextSwitches(3, 2)), 0, 0);

        ResourceUsage resourceUsage = after.since(before);

        assertEquals(new ResourceUsage(30, 10, 8, 2), resourceUsage);
        assertEquals(40_000, resourceUsage.cpuMicros());
        assertEquals(0.25, resourceUsage.systemShare());
    }

    @Test
    void a_thread_that_has_ended_takes_nothing_away() {
        ProcessSnapshot before = new ProcessSnapshot(0, 0, Map.of(1L, new ContextSwitches(10, 1)), 0, 0);

        assertEquals(0, new ProcessSnapshot(0, 0, Map.of(), 0, 0).since(before).voluntary());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void this_process_has_threads_memory_and_open_files() {
        ProcessSnapshot now = ProcessSnapshot.take(ProcessHandle.current()).orElseThrow();

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

        assertEquals(Map.of("write", 77L, "futex", 20L), SyscallCounter.parse(lines));
    }
}
