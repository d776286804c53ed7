package dev.roundhouse.http.lab.result;

/**
 * One round of the closed loop.
 *
 * @param launch which start of the server, from 1
 * @param number which round of the launch, from 1
 * @param startedAt seconds since the run began
 * @param seconds how long it measured
 * @param perSecond correct answers per second
 * @param bytesPerSecond octets of content per second
 * @param answers what became of the requests
 * @param p50 microseconds, closed loop
 * @param p99 microseconds, closed loop: a slow server is asked less often, so compare with the open loop
 * @param cpuMicros of the server, per request; 0 when unknown
 * @param serverBusy share of its cores that the server used, 1 for all of them
 * @param generatorBusy share of its cores that the generator used
 * @param thrownOut why it does not count; empty when it does
 */
public record Round(
        int launch,
        int number,
        double startedAt,
        double seconds,
        double perSecond,
        double bytesPerSecond,
        Answers answers,
        double p50,
        double p99,
        double cpuMicros,
        double serverBusy,
        double generatorBusy,
        String thrownOut) {
    /** Whether it counts. */
    public boolean counts() {
        return thrownOut.isEmpty();
    }
}
