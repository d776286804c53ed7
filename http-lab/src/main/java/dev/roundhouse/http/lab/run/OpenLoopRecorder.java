package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.result.OpenLoopPoint;
import dev.roundhouse.http.lab.result.ResponseCounts;
import dev.roundhouse.http.lab.result.TimelinePoint;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.stats.LatencyAggregator;
import dev.roundhouse.http.lab.stats.Samples;
import org.HdrHistogram.Histogram;

/** Records the rounds at one rate. */
final class OpenLoopRecorder {
    /** Tolerance for responses still in flight at the end of a round. */
    private static final double SUSTAINED_FRACTION = 0.97;

    private final String label;
    private final double perSecond;
    private final double share;
    private final Samples.SampleCollector p50 = new Samples.SampleCollector();
    private final Samples.SampleCollector p99 = new Samples.SampleCollector();
    private final Samples.SampleCollector p999 = new Samples.SampleCollector();
    private final Samples.SampleCollector achieved = new Samples.SampleCollector();
    private final Samples.SampleCollector offered = new Samples.SampleCollector();
    private final LatencyAggregator corrected = new LatencyAggregator();
    private final LatencyAggregator uncorrected = new LatencyAggregator();
    private String lastDiscardReason = "";
    private ResponseCounts responses = ResponseCounts.NONE;
    private int rounds;
    private double sendLag;

    OpenLoopRecorder(String label, double perSecond, double share) {
        this.label = label;
        this.perSecond = perSecond;
        this.share = share;
    }

    double perSecond() {
        return perSecond;
    }

    /** Adds a round. A discarded round is used only as the reason if there is no other. */
    void add(int launch, RoundObservation observation) {
        LoadReport report = observation.report();
        Histogram latency = LatencyAggregator.decode(report.correctedLatency());
        double p99Micros = LatencyAggregator.micros(latency, 99);
        responses = responses.plus(report.responses());
        String discardReason = observation.sendLagReason(p99Micros);
        if (!discardReason.isEmpty()) {
            lastDiscardReason = discardReason;
            return;
        }
        rounds++;
        sendLag = Math.max(sendLag, report.sendLagMicros());
        p50.add(launch, LatencyAggregator.micros(latency, 50));
        p99.add(launch, p99Micros);
        p999.add(launch, LatencyAggregator.micros(latency, 99.9));
        achieved.add(launch, Math.min(report.achieved(), achievedInWindow(report)));
        offered.add(launch, report.offered());
        corrected.add(latency);
        uncorrected.add(LatencyAggregator.decode(report.uncorrectedLatency()));
    }

    /** Correct responses per second while requests were due; later ones do not count as sustained. */
    private static double achievedInWindow(LoadReport report) {
        double seconds = 0;
        double correct = 0;
        double from = 0;
        for (TimelinePoint window : report.timeline()) {
            if (!window.isWarmUp()) {
                seconds += window.second() - from;
                correct += window.perSecond() * (window.second() - from);
            }
            from = window.second();
        }
        return seconds == 0 ? report.achieved() : correct / seconds;
    }

    Samples p99() {
        return p99.samples();
    }

    OpenLoopPoint point(Bootstrap bootstrap) {
        double achievedRate = achieved.samples().median();
        double offeredRate = offered.samples().median();
        return new OpenLoopPoint(
                label,
                share,
                rounds == 0 ? perSecond : offeredRate,
                achievedRate,
                achievedRate >= SUSTAINED_FRACTION * offeredRate && rounds > 0,
                "poisson",
                bootstrap.median(p50.samples()),
                bootstrap.median(p99.samples()),
                bootstrap.median(p999.samples()),
                corrected.latency(),
                uncorrected.latency(),
                responses,
                rounds,
                sendLag,
                rounds == 0 ? lastDiscardReason : "");
    }
}
