package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.FlightRecording.RecordingSummary;
import dev.roundhouse.http.lab.cost.ResourceUsage;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.RequestCosts;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.stats.Samples;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects the costs of requests of one server on one workload. */
final class CostRecorder {
    private static final int MAX_CALLS = 12;

    private final Samples.SampleCollector cpu = new Samples.SampleCollector();
    private final Samples.SampleCollector systemShare = new Samples.SampleCollector();
    private final Samples.SampleCollector switches = new Samples.SampleCollector();
    private final Samples.SampleCollector preemptions = new Samples.SampleCollector();
    private Map<String, Double> calls = Map.of();
    private Estimate allCalls = Estimate.NONE;
    private Estimate allocated = Estimate.NONE;
    private Estimate pauses = Estimate.NONE;
    private Estimate pauseMillis = Estimate.NONE;
    private Estimate longestMillis = Estimate.NONE;

    void add(int launch, RoundObservation observation) {
        double correct = observation.report().responses().correct();
        observation.usage().ifPresent(used -> add(launch, used, correct));
    }

    private void add(int launch, ResourceUsage used, double requests) {
        cpu.add(launch, used.cpuMicros() / requests);
        systemShare.add(launch, used.systemShare());
        switches.add(launch, used.voluntary() / requests);
        preemptions.add(launch, used.involuntary() / requests);
    }

    /** Adds the system calls of a round with this number of requests. */
    void addSyscalls(Map<String, Long> counts, double requests) {
        allCalls =
                Estimate.of(counts.values().stream().mapToLong(Long::longValue).sum() / requests);
        calls = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MAX_CALLS)
                .collect(Collectors.toMap(Map.Entry::getKey, call -> call.getValue() / requests));
    }

    /** Adds the flight recording of a round with this number of requests. */
    void addRecording(RecordingSummary summary, double requests, double seconds) {
        allocated = Estimate.of(summary.allocatedBytes() / requests);
        pauses = Estimate.of(summary.pauses() / seconds);
        pauseMillis = Estimate.of(summary.pauseMillis() / seconds);
        longestMillis = Estimate.of(summary.longestMillis());
    }

    Samples cpu() {
        return cpu.samples();
    }

    RequestCosts costs(Bootstrap bootstrap) {
        return new RequestCosts(
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
