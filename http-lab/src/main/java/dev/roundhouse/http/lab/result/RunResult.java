package dev.roundhouse.http.lab.result;

import java.util.List;
import java.util.Optional;

/**
 * A whole run of the lab.
 *
 * @param format of this document; {@link #FORMAT} for the present one
 * @param version of the program
 * @param started when, in the form of ISO 8601
 * @param seconds how long it took
 * @param isComplete whether it came to its end; otherwise somebody stopped it, and this is what there was by then
 * @param command exactly how the lab was called
 * @param machine where
 * @param pinning which cores were whose
 * @param procedure how
 * @param servers in the order of the command line
 * @param workloads in the order they are shown
 * @param measurements of each server and workload that were come to
 * @param comparisons of servers, by workload
 * @param notes what the reader should know
 */
public record RunResult(
        int format,
        String version,
        String started,
        double seconds,
        boolean isComplete,
        List<String> command,
        Machine machine,
        CpuPinning pinning,
        Methodology procedure,
        List<ServerInfo> servers,
        List<WorkloadInfo> workloads,
        List<Measurement> measurements,
        List<Comparison> comparisons,
        List<String> notes) {
    /** Of the present document. */
    public static final int FORMAT = 1;

    /** Copies the lists. */
    public RunResult {
        command = List.copyOf(command);
        servers = List.copyOf(servers);
        workloads = List.copyOf(workloads);
        measurements = List.copyOf(measurements);
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /** What that server made of that workload, if it was come to. */
    public Optional<Measurement> measurement(String server, String workload) {
        return measurements.stream()
                .filter(each -> each.server().equals(server) && each.workload().equals(workload))
                .findFirst();
    }
}
