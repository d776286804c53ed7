package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadReport;
import dev.roundhouse.http.lab.result.Answers;
import dev.roundhouse.http.lab.result.OpenPoint;
import dev.roundhouse.http.lab.result.TimelinePoint;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.stats.Latencies;
import dev.roundhouse.http.lab.stats.Samples;
import org.HdrHistogram.Histogram;

/** What has been found at one rate so far. */
final class OpenLedger {
    /** Answers that are still under way at the end of a round are not missing ones. */
    private static final double KEEPS_UP = 0.97;

    private final String label;
    private final double perSecond;
    private final double share;
    private final Samples.Collector p50 = new Samples.Collector();
    private final Samples.Collector p99 = new Samples.Collector();
    private final Samples.Collector p999 = new Samples.Collector();
    private final Samples.Collector achieved = new Samples.Collector();
    private final Samples.Collector offered = new Samples.Collector();
    private final Latencies intended = new Latencies();
    private final Latencies naive = new Latencies();
    private String lastDoubt = "";
    private Answers answers = Answers.NONE;
    private int rounds;
    private double lag;

    OpenLedger(String label, double perSecond, double share) {
        this.label = label;
        this.perSecond = perSecond;
        this.share = share;
    }

    double perSecond() {
        return perSecond;
    }

    /** A round. One that is thrown out does not count unless there is no other. */
    void add(int launch, Observation seen) {
        LoadReport report = seen.report();
        Histogram latency = Latencies.decoded(report.intended());
        double slow = Latencies.micros(latency, 99);
        answers = answers.plus(report.answers());
        String doubt = seen.openDoubt(slow);
        if (!doubt.isEmpty()) {
            lastDoubt = doubt;
            return;
        }
        rounds++;
        lag = Math.max(lag, report.lagMicros());
        p50.add(launch, Latencies.micros(latency, 50));
        p99.add(launch, slow);
        p999.add(launch, Latencies.micros(latency, 99.9));
        achieved.add(launch, Math.min(report.achieved(), inTime(report)));
        offered.add(launch, report.offered());
        intended.add(latency);
        naive.add(Latencies.decoded(report.naive()));
    }

    /** Correct answers per second while requests were due; those that came later do not help a server to keep up. */
    private static double inTime(LoadReport report) {
        double seconds = 0;
        double correct = 0;
        double from = 0;
        for (TimelinePoint window : report.timeline()) {
            if (!window.warmingUp()) {
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

    OpenPoint point(Bootstrap bootstrap) {
        double kept = achieved.samples().median();
        double due = offered.samples().median();
        return new OpenPoint(
                label,
                share,
                rounds == 0 ? perSecond : due,
                kept,
                kept >= KEEPS_UP * due && rounds > 0,
                "poisson",
                bootstrap.median(p50.samples()),
                bootstrap.median(p99.samples()),
                bootstrap.median(p999.samples()),
                intended.latency(),
                naive.latency(),
                answers,
                rounds,
                lag,
                rounds == 0 ? lastDoubt : "");
    }
}
