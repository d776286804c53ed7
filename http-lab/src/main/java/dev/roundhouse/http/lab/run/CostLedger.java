package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.FlightRecording.Recorded;
import dev.roundhouse.http.lab.cost.Usage;
import dev.roundhouse.http.lab.result.Costs;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.stats.Samples;
import java.util.Map;
import java.util.stream.Collectors;

/** What requests have cost a server so far. */
final class CostLedger {
    private static final int CALLS_SHOWN = 12;

    private final Samples.Collector cpu = new Samples.Collector();
    private final Samples.Collector systemShare = new Samples.Collector();
    private final Samples.Collector switches = new Samples.Collector();
    private final Samples.Collector preemptions = new Samples.Collector();
    private Map<String, Double> calls = Map.of();
    private Estimate allCalls = Estimate.NONE;
    private Estimate allocated = Estimate.NONE;
    private Estimate pauses = Estimate.NONE;
    private Estimate pauseMillis = Estimate.NONE;
    private Estimate longestMillis = Estimate.NONE;

    void add(int launch, Observation seen) {
        double correct = seen.report().answers().correct();
        seen.usage().ifPresent(used -> add(launch, used, correct));
    }

    private void add(int launch, Usage used, double requests) {
        cpu.add(launch, used.cpuMicros() / requests);
        systemShare.add(launch, used.systemShare());
        switches.add(launch, used.voluntary() / requests);
        preemptions.add(launch, used.involuntary() / requests);
    }

    /** System calls in a round of so many requests. */
    void called(Map<String, Long> counts, double requests) {
        allCalls =
                Estimate.of(counts.values().stream().mapToLong(Long::longValue).sum() / requests);
        calls = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(CALLS_SHOWN)
                .collect(Collectors.toMap(Map.Entry::getKey, call -> call.getValue() / requests));
    }

    /** What the flight recorder saw in a round of so many requests. */
    void recorded(Recorded seen, double requests, double seconds) {
        allocated = Estimate.of(seen.allocatedBytes() / requests);
        pauses = Estimate.of(seen.pauses() / seconds);
        pauseMillis = Estimate.of(seen.pauseMillis() / seconds);
        longestMillis = Estimate.of(seen.longestMillis());
    }

    Samples cpu() {
        return cpu.samples();
    }

    Costs costs(Bootstrap bootstrap) {
        return new Costs(
                bootstrap.median(cpu.samples()),
                bootstrap.median(systemShare.samples()),
                bootstrap.median(switches.samples()),
                bootstrap.median(preemptions.samples()),
                allCalls,
                calls,
                allocated,
                pauses,
                pauseMillis,
                longestMillis);
    }
}
