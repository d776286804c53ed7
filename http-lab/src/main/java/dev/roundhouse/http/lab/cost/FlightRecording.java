package dev.roundhouse.http.lab.cost;

import dev.roundhouse.http.lab.server.ExternalTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Records allocations and GC pauses of a Java server with JDK Flight Recorder. */
public final class FlightRecording implements AutoCloseable {
    /** Two event types, emitted once per chunk or collection: the overhead is negligible. */
    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.ThreadAllocationStatistics">
                <setting name="enabled">true</setting>
                <setting name="period">everyChunk</setting>
              </event>
              <event name="jdk.GarbageCollection">
                <setting name="enabled">true</setting>
                <setting name="threshold">0 ms</setting>
              </event>
            </configuration>
            """;

    /** Threads that work for the recording and not for requests. */
    private static final Pattern IGNORED_THREADS = Pattern.compile("JFR.*|Attach Listener|main|DestroyJavaVM");

    private static final double MILLIS_PER_NANO = 1e-6;

    private final String jcmd;
    private final long pid;
    private final Path settings;
    private final Path file;

    private FlightRecording(String jcmd, long pid, Path settings, Path file) {
        this.jcmd = jcmd;
        this.pid = pid;
        this.settings = settings;
        this.file = file;
    }

    /**
     * What was recorded.
     *
     * @param allocatedBytes of heap, by all threads alive at the end
     * @param pauses of the collector
     * @param pauseMillis their sum
     * @param longestMillis the longest of them
     */
    public record RecordingSummary(long allocatedBytes, int pauses, double pauseMillis, double longestMillis) {}

    /** Starts recording.
     *
     * @param directory for the recording, which is deleted on close
     * @throws IOException if the JVM rejects the command
     */
    public static FlightRecording start(String jcmd, long pid, Path directory)
            throws IOException, InterruptedException {
        Path settings = directory.toAbsolutePath().resolve("lab-" + pid + ".jfc");
        Files.writeString(settings, SETTINGS);
        Path file = directory.toAbsolutePath().resolve("lab-" + pid + ".jfr");
        FlightRecording recording = new FlightRecording(jcmd, pid, settings, file);
        recording.runJcmd("JFR.start", "name=lab", "settings=" + settings);
        return recording;
    }

    /** Stops the recording and reads it. */
    public RecordingSummary stop() throws IOException, InterruptedException {
        runJcmd("JFR.stop", "name=lab", "filename=" + file);
        return read(file);
    }

    private void runJcmd(String name, String... arguments) throws IOException, InterruptedException {
        String[] all = new String[3 + arguments.length];
        all[0] = jcmd;
        all[1] = Long.toString(pid);
        all[2] = name;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        if (ExternalTools.run(all).isEmpty()) {
            throw new IOException("the JVM does not support " + name);
        }
    }

    private static RecordingSummary read(Path file) throws IOException {
        Map<Long, List<Long>> threads = new HashMap<>();
        int pauses = 0;
        double sum = 0;
        double longest = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals("jdk.GarbageCollection")) {
                pauses++;
                sum += event.getDuration("sumOfPauses").toNanos() * MILLIS_PER_NANO;
                longest = Math.max(longest, event.getDuration("longestPause").toNanos() * MILLIS_PER_NANO);
            } else {
                addAllocation(event, threads);
            }
        }
        long allocated =
                threads.values().stream().mapToLong(FlightRecording::growth).sum();
        return new RecordingSummary(allocated, pauses, sum, longest);
    }

    private static void addAllocation(RecordedEvent event, Map<Long, List<Long>> threads) {
        RecordedThread thread = event.getThread("thread");
        if (thread != null
                && (thread.getJavaName() == null
                        || !IGNORED_THREADS.matcher(thread.getJavaName()).matches())) {
            threads.computeIfAbsent(thread.getId(), id -> new ArrayList<>()).add(event.getLong("allocated"));
        }
    }

    /** A thread with a single event started during the recording: all its allocations count. */
    private static long growth(List<Long> totals) {
        long min = totals.size() == 1 ? 0 : Collections.min(totals);
        return Collections.max(totals) - min;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(settings);
        Files.deleteIfExists(file);
    }
}
