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
    RoundObservation observe(RunningServer server, LoadSpec order) throws LoadException, InterruptedException {
        Map<LoadEventType, ProcessSnapshot> seen = new EnumMap<>(LoadEventType.class);
        LoadReport report;
        try {
            report = generator.carryOut(order, kind -> {
                if (kind == LoadEventType.BEGIN || kind == LoadEventType.END) {
                    ProcessSnapshot.of(server.process()).ifPresent(now -> seen.put(kind, now));
                }
            });
        } catch (LoadException failed) {
            refuseToGoOn();
            throw failed;
        }
        refuseToGoOn();
        Optional<ProcessSnapshot> begin = Optional.ofNullable(seen.get(LoadEventType.BEGIN));
        Optional<ProcessSnapshot> end = Optional.ofNullable(seen.get(LoadEventType.END));
        Optional<ResourceUsage> usage = begin.flatMap(from -> end.map(to -> to.since(from)));
        double busy = usage.map(used -> used.cpuMicros() / MICROS / report.seconds() / serverCores)
                .orElse(0.0);
        return new RoundObservation(report, usage, end, busy);
    }

    private static void refuseToGoOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("somebody stopped the run");
        }
    }
}
