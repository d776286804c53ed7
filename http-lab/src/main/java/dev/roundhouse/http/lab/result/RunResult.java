package dev.roundhouse.http.lab.result;

import java.util.List;
import java.util.Optional;

/** The result of a run.
 *
 * @param format of this document, {@link #FORMAT} for the current one
 * @param version of the program
 * @param started start time in ISO 8601
 * @param seconds duration
 * @param isComplete whether it was completed; otherwise it was interrupted and the results are partial
 * @param command the command line of the lab
 * @param machine the machine
 * @param pinning CPU cores of servers and generator
 * @param procedure the methodology
 * @param servers in the order of the command line
 * @param workloads in display order
 * @param measurements of each server and workload
 * @param comparisons of servers, by workload
 * @param notes limitations of the results
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
    /** The current format. */
    public static final int FORMAT = 2;

    /** Copies the lists. */
    public RunResult {
        command = List.copyOf(command);
        servers = List.copyOf(servers);
        workloads = List.copyOf(workloads);
        measurements = List.copyOf(measurements);
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /** The measurement of a server on a workload, if there is one. */
    public Optional<Measurement> measurement(String server, String workload) {
        return measurements.stream()
                .filter(each -> each.server().equals(server) && each.workload().equals(workload))
                .findFirst();
    }
}
