package dev.roundhouse.http.lab.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Counts a server's system calls with {@code strace -c} until it is stopped. */
public final class SyscallCounter implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 10;
    private static final long POLL_NANOS = 5_000_000;

    private final Process strace;
    private final Path summary;
    private final Path log;

    private SyscallCounter(Process strace, Path summary, Path log) {
        this.strace = strace;
        this.summary = summary;
        this.log = log;
    }

    /** Starts counting.
     *
     * @param directory for the output of strace, which is deleted on close
     * @throws IOException if strace cannot trace this process, with the reason
     */
    public static SyscallCounter start(ProcessHandle server, Path directory) throws IOException {
        Path summary = Files.createTempFile(directory, "strace", ".txt");
        Path log = Files.createTempFile(directory, "strace", ".log");
        List<String> command = new ArrayList<>(List.of("strace", "-c", "-f", "-o", summary.toString()));
        Stream.concat(Stream.of(server), server.descendants()).forEach(each -> {
            command.add("-p");
            command.add(Long.toString(each.pid()));
        });
        Process strace = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        SyscallCounter calls = new SyscallCounter(strace, summary, log);
        calls.awaitAttached();
        return calls;
    }

    private void awaitAttached() throws IOException {
        long since = System.nanoTime();
        while (!Files.readString(log).contains(" attached")) {
            if (!strace.isAlive() || System.nanoTime() - since > TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS)) {
                String why = Files.readString(log).strip();
                close();
                throw new IOException("strace cannot attach: " + why);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Stops counting and returns the number of calls by name. */
    public Map<String, Long> stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(strace.pid())).start().waitFor();
        if (!strace.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("strace does not exit");
        }
        return parse(Files.readAllLines(summary));
    }

    /** Parses lines such as {@code 99.00 0.5 17 300 12 futex}: calls are the fourth column, the name is the last. */
    static Map<String, Long> parse(List<String> lines) {
        Map<String, Long> calls = new HashMap<>();
        for (String line : lines) {
            String[] columns = line.strip().split("\\s+", -1);
            String name = columns[columns.length - 1];
            if (columns.length >= 5 && columns[3].matches("[0-9]{1,18}") && !name.equals("total")) {
                calls.merge(name, Long.valueOf(columns[3]), Long::sum);
            }
        }
        return calls;
    }

    @Override
    public void close() throws IOException {
        strace.destroyForcibly();
        Files.deleteIfExists(summary);
        Files.deleteIfExists(log);
    }
}
