package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.ProcessSnapshot;
import dev.roundhouse.http.lab.cost.ResourceUsage;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import java.util.Locale;
import java.util.Optional;

/** A round as observed on both sides.
 *
 * @param report of the generator
 * @param usage resources used by the server in the measurement; empty if unknown
 * @param end snapshot of the server at the end of the measurement
 * @param serverUtilization share of its cores that the server used; 0 when unknown
 */
record RoundObservation(
        LoadReport report, Optional<ResourceUsage> usage, Optional<ProcessSnapshot> end, double serverUtilization) {
    /** Utilization above which the generator is saturated. */
    private static final double SATURATED = 0.9;

    /** Send delay above which a round is discarded, if it is also a large fraction of the measured latency. */
    private static final double LATE_MICROS = 1_000;

    private static final double MAX_LAG_FRACTION = 0.5;

    /** Reason why a closed-loop round was limited by the generator; empty if it was not. */
    String saturationReason() {
        if (report.generatorUtilization() > SATURATED && usage.isPresent() && serverUtilization < SATURATED) {
            return String.format(
                    Locale.ROOT,
                    "the load generator was the bottleneck: it used %.0f %% of its core, the server %.0f %% of its own",
                    100 * report.generatorUtilization(),
                    100 * serverUtilization);
        }
        return "";
    }

    /** The same for the open loop, in which the generator may spin until the next due time. */
    String sendLagReason(double p99Micros) {
        if (report.sendLagMicros() > LATE_MICROS && report.sendLagMicros() > MAX_LAG_FRACTION * p99Micros) {
            return String.format(
                    Locale.ROOT, "the load generator was late: p99 send delay %.1f ms", report.sendLagMicros() / 1_000);
        }
        return "";
    }

    /** CPU time per correct response; 0 if unknown. */
    double cpuMicros() {
        long correct = report.responses().correct();
        return correct == 0 ? 0 : usage.map(ResourceUsage::cpuMicros).orElse(0.0) / correct;
    }
}
