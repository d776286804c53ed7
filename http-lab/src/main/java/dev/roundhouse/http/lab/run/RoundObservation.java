package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.ProcessSnapshot;
import dev.roundhouse.http.lab.cost.ResourceUsage;
import dev.roundhouse.http.lab.load.LoadReport;
import java.util.Locale;
import java.util.Optional;

/**
 * A round as both sides saw it.
 *
 * @param report of the generator
 * @param usage of the server, in the time that counts; none where the system does not tell
 * @param end the server at the end of that time
 * @param serverUtilization share of its cores that the server used; 0 when unknown
 */
record RoundObservation(
        LoadReport report, Optional<ResourceUsage> usage, Optional<ProcessSnapshot> end, double serverUtilization) {
    /** Above it the generator has no time to spare. */
    private static final double SATURATED = 0.9;

    /** A generator that is this late is not to be believed, if that is a good part of what it measured. */
    private static final double LATE_MICROS = 1_000;

    private static final double MAX_LAG_FRACTION = 0.5;

    /** That a round of the closed loop says more about the generator than about the server; empty when it does not. */
    String saturationReason() {
        if (report.generatorUtilization() > SATURATED && usage.isPresent() && serverUtilization < SATURATED) {
            return String.format(
                    Locale.ROOT,
                    "the generator was the bottleneck: it used %.0f %% of its core, the server %.0f %% of its own",
                    100 * report.generatorUtilization(),
                    100 * serverUtilization);
        }
        return "";
    }

    /** The same of the open loop, in which a generator may spin while it waits for the next due time. */
    String sendLagReason(double p99Micros) {
        if (report.sendLagMicros() > LATE_MICROS && report.sendLagMicros() > MAX_LAG_FRACTION * p99Micros) {
            return String.format(
                    Locale.ROOT, "the load generator was late: p99 send delay %.1f ms", report.sendLagMicros() / 1_000);
        }
        return "";
    }

    /** Time of the processor per correct answer; 0 when unknown. */
    double cpuMicros() {
        long correct = report.responses().correct();
        return correct == 0 ? 0 : usage.map(ResourceUsage::cpuMicros).orElse(0.0) / correct;
    }
}
