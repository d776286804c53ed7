package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.Snapshot;
import dev.roundhouse.http.lab.cost.Usage;
import dev.roundhouse.http.lab.load.LoadEvent.Kind;
import dev.roundhouse.http.lab.load.LoadOrder;
import dev.roundhouse.http.lab.load.LoadReport;
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
record Bench(Generator generator, int serverCores) {
    private static final double MICROS = 1e6;

    /**
     * Makes one round.
     *
     * @throws OrderException when it cannot be made
     * @throws InterruptedException when somebody wants the run to stop
     */
    Observation observe(RunningServer server, LoadOrder order) throws OrderException, InterruptedException {
        Map<Kind, Snapshot> seen = new EnumMap<>(Kind.class);
        LoadReport report;
        try {
            report = generator.carryOut(order, kind -> {
                if (kind == Kind.BEGIN || kind == Kind.END) {
                    Snapshot.of(server.process()).ifPresent(now -> seen.put(kind, now));
                }
            });
        } catch (OrderException failed) {
            refuseToGoOn();
            throw failed;
        }
        refuseToGoOn();
        Optional<Snapshot> begin = Optional.ofNullable(seen.get(Kind.BEGIN));
        Optional<Snapshot> end = Optional.ofNullable(seen.get(Kind.END));
        Optional<Usage> usage = begin.flatMap(from -> end.map(to -> to.since(from)));
        double busy = usage.map(used -> used.cpuMicros() / MICROS / report.seconds() / serverCores)
                .orElse(0.0);
        return new Observation(report, usage, end, busy);
    }

    private static void refuseToGoOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("somebody stopped the run");
        }
    }
}
