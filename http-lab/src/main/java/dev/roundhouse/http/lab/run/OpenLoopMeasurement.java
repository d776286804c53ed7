package dev.roundhouse.http.lab.run;

import java.util.Locale;

/** Latency: rounds of the open loop, at shares of a server's own peak and at one rate that is the same for all. */
final class OpenLoopMeasurement {
    /** The rate that is the same for all, so that latencies can be compared. */
    static final String COMMON = "half of the slowest server's peak";

    private static final double HALF = 0.5;

    private OpenLoopMeasurement() {}

    static void measure(WorkloadRun stage) throws InterruptedException {
        double slowest = stage.entrants().stream()
                .filter(entrant -> !entrant.ledger().isSkipped())
                .mapToDouble(entrant -> entrant.ledger().peak())
                .filter(peak -> peak > 0)
                .min()
                .orElse(0);
        for (int round = 1; slowest > 0 && round <= stage.plan().pace().openRounds(); round++) {
            for (double share : stage.plan().pace().shares()) {
                stage.each(
                        label(share),
                        seconds(stage),
                        entrant -> measure(
                                stage,
                                entrant,
                                label(share),
                                share * entrant.ledger().peak()));
            }
            stage.each(COMMON, seconds(stage), entrant -> measure(stage, entrant, COMMON, HALF * slowest));
        }
    }

    private static double seconds(WorkloadRun stage) {
        return stage.round().warmUp().atMost() + stage.round().seconds();
    }

    private static void measure(WorkloadRun stage, Participant entrant, String label, double perSecond)
            throws LoadException, InterruptedException {
        if (perSecond <= 0) {
            return;
        }
        OpenLoopRecorder point = entrant.ledger().open(label, perSecond);
        RoundObservation seen = stage.observe(
                entrant, entrant.order(stage.workload().shape(), stage.openLoop(point.perSecond()), stage.round()));
        point.add(stage.launch(), seen);
        entrant.ledger().opened(seen.report().answers());
    }

    private static String label(double share) {
        return share == HALF ? "half of own peak" : String.format(Locale.ROOT, "%.0f %% of own peak", 100 * share);
    }
}
