package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.ProcessSnapshot;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Footprint;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.MemoryPoint;
import dev.roundhouse.http.lab.result.RequestCosts;
import dev.roundhouse.http.lab.result.ResponseCounts;
import dev.roundhouse.http.lab.result.Round;
import dev.roundhouse.http.lab.result.StartupTime;
import dev.roundhouse.http.lab.result.TimelinePoint;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.stats.LatencyAggregator;
import dev.roundhouse.http.lab.stats.Metric;
import dev.roundhouse.http.lab.stats.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Records the measurement of one server on one workload. */
final class MeasurementRecorder {
    private final String server;
    private final String workload;
    private final Samples.SampleCollector throughput = new Samples.SampleCollector();
    private final CostRecorder costs = new CostRecorder();
    private final Samples.SampleCollector startNanos = new Samples.SampleCollector();
    private final Samples.SampleCollector startCpu = new Samples.SampleCollector();
    private final Samples.SampleCollector idleBytes = new Samples.SampleCollector();
    private final List<MemoryPoint> growth = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();
    private final Map<String, OpenLoopRecorder> open = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private List<TimelinePoint> timeline = List.of();
    private ResponseCounts responses = ResponseCounts.NONE;
    private MemoryPoint peak = new MemoryPoint(0, 0, 0, 0);
    private String skipped = "";

    MeasurementRecorder(String server, String workload) {
        this.server = server;
        this.workload = workload;
    }

    String server() {
        return server;
    }

    String workload() {
        return workload;
    }

    CostRecorder costs() {
        return costs;
    }

    void addNote(String note) {
        notes.add(note);
    }

    /** Skips further rounds; what was measured before is kept. */
    void skip(String why) {
        skipped = why;
    }

    boolean isSkipped() {
        return !skipped.isEmpty();
    }

    /** A round of the closed loop. */
    void addClosedLoopRound(int launch, int number, double startedAt, RoundObservation observation) {
        LoadReport report = observation.report();
        String saturated = observation.saturationReason();
        Histogram latency = LatencyAggregator.decode(report.correctedLatency());
        rounds.add(new Round(
                launch,
                number,
                startedAt,
                report.seconds(),
                report.achieved(),
                report.bodyBytes() / report.seconds(),
                report.responses(),
                LatencyAggregator.micros(latency, 50),
                LatencyAggregator.micros(latency, 99),
                observation.cpuMicros(),
                observation.serverUtilization(),
                report.generatorUtilization(),
                saturated));
        responses = responses.plus(report.responses());
        if (timeline.isEmpty()) {
            timeline = report.timeline();
        }
        observation.end().ifPresent(this::recordFootprint);
        throughput.add(launch, report.achieved());
        // Costs per request are valid even if the generator was saturated.
        if (report.responses().correct() > 0) {
            costs.add(launch, observation);
        }
        if (!saturated.isEmpty()) {
            notes.add("One round is only a lower bound: " + saturated + ".");
        }
    }

    private void recordFootprint(ProcessSnapshot end) {
        peak = new MemoryPoint(
                0,
                Math.max(peak.rssBytes(), end.rssBytes()),
                Math.max(peak.threads(), end.threads().size()),
                Math.max(peak.openFiles(), end.openFiles()));
    }

    /** Peak throughput, or what the generator could send; 0 if unknown. */
    double peakThroughput() {
        return throughput.samples().median();
    }

    private Samples reliableThroughput() {
        return Round.hasReliableThroughput(rounds) ? throughput.samples() : new Samples(List.of());
    }

    /** The recorder for a label; its rate is that of the first call. */
    OpenLoopRecorder openLoopRecorder(String label, double perSecond) {
        return open.computeIfAbsent(label, name -> new OpenLoopRecorder(name, perSecond, perSecond / peakThroughput()));
    }

    void addResponses(ResponseCounts more) {
        responses = responses.plus(more);
    }

    void addStartup(int launch, long nanos, long cpuMillis) {
        startNanos.add(launch, nanos / 1e6);
        startCpu.add(launch, (double) cpuMillis);
    }

    /** Adds memory by number of connections on one launch, in ascending order. */
    void addMemoryGrowth(int launch, List<MemoryPoint> points) {
        growth.addAll(points);
        MemoryPoint first = points.get(0);
        MemoryPoint last = points.get(points.size() - 1);
        if (last.connections() > first.connections()) {
            double bytes = (double) (last.rssBytes() - first.rssBytes());
            idleBytes.add(launch, bytes / (last.connections() - first.connections()));
        }
    }

    /** The samples of a metric. */
    Samples samples(Metric metric) {
        return switch (metric) {
            case THROUGHPUT -> reliableThroughput();
            case P99 ->
                open.containsKey(OpenLoopMeasurement.COMMON_RATE_LABEL)
                        ? open.get(OpenLoopMeasurement.COMMON_RATE_LABEL).p99()
                        : new Samples(List.of());
            case CPU -> costs.cpu();
            case STARTUP -> startNanos.samples();
        };
    }

    /** The measurement for the results. */
    Measurement measurement(Bootstrap bootstrap) {
        boolean empty = rounds.isEmpty() && startNanos.samples().count() == 0;
        if (empty) {
            return Measurement.skipped(
                    server, workload, isSkipped() ? skipped : "the time limit was reached, or the run was interrupted");
        }
        if (isSkipped()) {
            notes.add("Incomplete: " + skipped + ".");
        }
        RequestCosts requestCosts = costs.costs(bootstrap);
        Estimate idle = bootstrap.median(idleBytes.samples());
        return new Measurement(
                server,
                workload,
                "",
                bootstrap.median(reliableThroughput()),
                rounds,
                open.values().stream().map(each -> each.point(bootstrap)).toList(),
                responses,
                requestCosts,
                new Footprint(peak.threads(), peak.rssBytes(), peak.openFiles(), idle, growth),
                new StartupTime(bootstrap.median(startNanos.samples()), bootstrap.median(startCpu.samples())),
                timeline,
                List.copyOf(notes));
    }
}
