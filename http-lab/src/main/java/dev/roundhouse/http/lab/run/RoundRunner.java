package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.ProcessSnapshot;
import dev.roundhouse.http.lab.cost.ResourceUsage;
import dev.roundhouse.http.lab.load.protocol.LoadEvent.LoadEventType;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.server.RunningServer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Runs rounds and reads the counters of the server meanwhile.
 *
 * @param generator generates the load
 * @param serverCores how many cores the server may use
 */
record RoundRunner(LoadGenerator generator, int serverCores) {
    private static final double MICROS = 1e6;

    /** Runs one round.
     *
     * @throws LoadException if it failed
     * @throws InterruptedException if the run was interrupted
     */
    RoundObservation runRound(RunningServer server, LoadSpec spec) throws LoadException, InterruptedException {
        Map<LoadEventType, ProcessSnapshot> snapshots = new EnumMap<>(LoadEventType.class);
        LoadReport report;
        try {
            report = generator.run(spec, loadEventType -> {
                if (loadEventType == LoadEventType.MEASUREMENT_BEGIN
                        || loadEventType == LoadEventType.MEASUREMENT_END) {
                    ProcessSnapshot.take(server.process()).ifPresent(now -> snapshots.put(loadEventType, now));
                }
            });
        } catch (LoadException e) {
            checkInterrupted();
            throw e;
        }
        checkInterrupted();
        Optional<ProcessSnapshot> begin = Optional.ofNullable(snapshots.get(LoadEventType.MEASUREMENT_BEGIN));
        Optional<ProcessSnapshot> end = Optional.ofNullable(snapshots.get(LoadEventType.MEASUREMENT_END));
        Optional<ResourceUsage> usage = begin.flatMap(from -> end.map(to -> to.since(from)));
        double utilization = usage.map(used -> used.cpuMicros() / MICROS / report.seconds() / serverCores)
                .orElse(0.0);
        return new RoundObservation(report, usage, end, utilization);
    }

    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was interrupted");
        }
    }
}
