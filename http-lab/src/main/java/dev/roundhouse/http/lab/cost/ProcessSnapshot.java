package dev.roundhouse.http.lab.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The counters of a server process and its child processes at one moment. Only available on Linux, in {@code /proc}.
 *
 * @param userMillis CPU time in user mode
 * @param systemMillis CPU time in the kernel
 * @param threads counters of each thread that is alive, by its number
 * @param rssBytes resident memory
 * @param openFiles descriptors
 */
public record ProcessSnapshot(
        long userMillis, long systemMillis, Map<Long, ContextSwitches> threads, long rssBytes, int openFiles) {
    private static final Path PROC = Path.of("/proc");

    /** Ticks of {@code /proc/PID/stat} are hundredths of a second on every Linux: USER_HZ is part of its interface. */
    private static final int MILLIS_PER_TICK = 10;

    private static final int KIB = 1024;

    /** Fields 14 and 15, counted from the state, which is field 3 and follows the name in its parentheses. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    /**
     * Context switches.
     *
     * @param voluntary because the thread had to wait
     * @param involuntary because its time slice was over
     */
    public record ContextSwitches(long voluntary, long involuntary) {}

    /** Copies the counters. */
    public ProcessSnapshot {
        threads = Map.copyOf(threads);
    }

    /** The counters now; none where there is no {@code /proc}, or the process has ended. */
    public static Optional<ProcessSnapshot> take(ProcessHandle server) {
        try {
            List<Long> all = Stream.concat(Stream.of(server), server.descendants())
                    .map(ProcessHandle::pid)
                    .toList();
            ProcessSnapshot sum = new ProcessSnapshot(0, 0, Map.of(), 0, 0);
            for (long pid : all) {
                sum = sum.plus(read(PROC.resolve(Long.toString(pid))));
            }
            return Optional.of(sum);
        } catch (IOException unavailable) {
            return Optional.empty();
        }
    }

    private ProcessSnapshot plus(ProcessSnapshot other) {
        Map<Long, ContextSwitches> both = new HashMap<>(threads);
        both.putAll(other.threads);
        return new ProcessSnapshot(
                userMillis + other.userMillis,
                systemMillis + other.systemMillis,
                both,
                rssBytes + other.rssBytes,
                openFiles + other.openFiles);
    }

    private static ProcessSnapshot read(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessSnapshot(
                Long.parseLong(fields[USER_TICKS]) * MILLIS_PER_TICK,
                Long.parseLong(fields[SYSTEM_TICKS]) * MILLIS_PER_TICK,
                threads(process.resolve("task")),
                status(process).getOrDefault("VmRSS", 0L) * KIB,
                count(process.resolve("fd")));
    }

    private static Map<Long, ContextSwitches> threads(Path tasks) throws IOException {
        Map<Long, ContextSwitches> threads = new HashMap<>();
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                threads.put(Long.valueOf(task.getFileName().toString()), switches(task));
            }
        }
        return threads;
    }

    private static ContextSwitches switches(Path task) {
        try {
            Map<String, Long> status = status(task);
            return new ContextSwitches(
                    status.getOrDefault("voluntary_ctxt_switches", 0L),
                    status.getOrDefault("nonvoluntary_ctxt_switches", 0L));
        } catch (IOException endedMeanwhile) {
            return new ContextSwitches(0, 0);
        }
    }

    private static Map<String, Long> status(Path of) throws IOException {
        Map<String, Long> metrics = new HashMap<>();
        try (Stream<String> lines = Files.lines(of.resolve("status"))) {
            lines.filter(line -> line.matches("\\w+:\\s+[0-9]{1,18}( kB)?")).forEach(line -> {
                int colon = line.indexOf(':');
                metrics.put(
                        line.substring(0, colon),
                        Long.valueOf(
                                line.substring(colon + 1).replace(" kB", "").strip()));
            });
        }
        return metrics;
    }

    private static int count(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return (int) all.count();
        }
    }

    /** What was used since an earlier moment. The switches of threads that have ended in between are not counted. */
    public ResourceUsage since(ProcessSnapshot earlier) {
        long voluntary = 0;
        long involuntary = 0;
        for (Map.Entry<Long, ContextSwitches> thread : threads.entrySet()) {
            ContextSwitches before = earlier.threads.getOrDefault(thread.getKey(), new ContextSwitches(0, 0));
            voluntary += Math.max(0, thread.getValue().voluntary() - before.voluntary());
            involuntary += Math.max(0, thread.getValue().involuntary() - before.involuntary());
        }
        return new ResourceUsage(
                userMillis - earlier.userMillis, systemMillis - earlier.systemMillis, voluntary, involuntary);
    }
}
