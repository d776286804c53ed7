package dev.roundhouse.http.lab.result;

import java.util.Map;

/**
 * What a request costs the server: the reasons behind the figures.
 *
 * @param cpuMicros user and system time per request, over rounds
 * @param systemShare the part of it that was spent in the system, 0 to 1
 * @param switchesPerRequest context switches because a thread had to wait
 * @param preemptionsPerRequest context switches because a thread's time was over
 * @param syscallsPerRequest by strace, in a round of its own
 * @param syscalls the most frequent calls, each per request
 * @param allocatedBytes of heap per request, by flight recording, in a round of its own
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
    /** Nothing was measured. */
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
