package dev.roundhouse.http.lab.result;

import java.util.Map;

/** Costs of a request on the server.
 *
 * @param cpuMicros user and system CPU time per request
 * @param systemShare fraction of kernel time, 0 to 1
 * @param switchesPerRequest voluntary context switches
 * @param preemptionsPerRequest involuntary context switches
 * @param syscallsPerRequest counted by strace in a separate round
 * @param syscalls the most frequent calls, each per request
 * @param allocatedBytes of heap per request, by flight recording in a separate round
 * @param gcPauses number of pauses per second in that round
 * @param gcPauseMillis their sum per second in that round
 * @param gcLongestMillis the longest of them
 */
public record RequestCosts(
        Estimate cpuMicros,
        Estimate systemShare,
        Estimate switchesPerRequest,
        Estimate preemptionsPerRequest,
        Estimate syscallsPerRequest,
        Map<String, Double> syscalls,
        Estimate allocatedBytes,
        Estimate gcPauses,
        Estimate gcPauseMillis,
        Estimate gcLongestMillis) {
    /** Not measured. */
    public static final RequestCosts NONE = new RequestCosts(
            Estimate.NONE,
            Estimate.NONE,
            Estimate.NONE,
            Estimate.NONE,
            Estimate.NONE,
            Map.of(),
            Estimate.NONE,
            Estimate.NONE,
            Estimate.NONE,
            Estimate.NONE);

    /** Copies the calls. */
    public RequestCosts {
        syscalls = Map.copyOf(syscalls);
    }
}
