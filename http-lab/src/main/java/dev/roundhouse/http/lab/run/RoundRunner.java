package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.ProcessSnapshot;
import dev.roundhouse.http.lab.cost.ResourceUsage;
import dev.roundhouse.http.lab.load.LoadEvent.LoadEventType;
import dev.roundhouse.http.lab.load.LoadReport;
import dev.roundhouse.http.lab.load.LoadSpec;
import dev.roundhouse.http.lab.server.RunningServer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the generator ask a server, and looks at the server's counters meanwhile.
 *
 * @param generator asks
 * @param serverCores how many cores the server may use
 */
record RoundRunner(LoadGenerator generator, int serverCores) {
    private static final double MICROS = 1e6;

    /**
     * Makes one round.
     *
     * @throws LoadException when it cannot be made
     * @throws InterruptedException when somebody wants the run to stop
     */
    RoundObservation runRound(RunningServer server, LoadSpec order) throws LoadException, InterruptedException {
        Map<LoadEventType, ProcessSnapshot> snapshot = new EnumMap<>(LoadEventType.class);
        LoadReport report;
        try {
            report = generator.run(order, loadEventType -> {
                if (loadEventType == LoadEventType.MEASUREMENT_BEGIN
                        || loadEventType == LoadEventType.MEASUREMENT_END) {
                    ProcessSnapshot.take(server.process()).ifPresent(now -> snapshot.put(loadEventType, now));
                }
            });
        } catch (LoadException failed) {
            checkInterrupted();
            throw failed;
        }
        checkInterrupted();
        Optional<ProcessSnapshot> begin = Optional.ofNullable(snapshot.get(LoadEventType.MEASUREMENT_BEGIN));
        Optional<ProcessSnapshot> end = Optional.ofNullable(snapshot.get(LoadEventType.MEASUREMENT_END));
        Optional<ResourceUsage> usage = begin.flatMap(from -> end.map(to -> to.since(from)));
        double busy = usage.map(used -> used.cpuMicros() / MICROS / report.seconds() / serverCores)
                .orElse(0.0);
        return new RoundObservation(report, usage, end, busy);
    }

    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("somebody stopped the run");
        }
    }
}
