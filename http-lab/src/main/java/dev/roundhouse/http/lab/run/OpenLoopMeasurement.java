package dev.roundhouse.http.lab.run;

import java.util.Locale;

/** Latency: rounds of the open loop, at shares of a server's own peak and at one rate that is the same for all. */
final class OpenLoopMeasurement {
    /** The rate that is the same for all, so that latencies can be compared. */
    static final String COMMON_RATE_LABEL = "half of the slowest server's peak";

    private static final double HALF = 0.5;

    private OpenLoopMeasurement() {}

    static void measure(WorkloadRun stage) throws InterruptedException {
        double slowest = stage.participants().stream()
                .filter(entrant -> !entrant.recorder().isSkipped())
                .mapToDouble(entrant -> entrant.recorder().peakThroughput())
                .filter(peak -> peak > 0)
                .min()
                .orElse(0);
        for (int round = 1; slowest > 0 && round <= stage.plan().mode().openRounds(); round++) {
            for (double share : stage.plan().mode().shares()) {
                stage.forEachParticipant(
                        label(share),
                        seconds(stage),
                        entrant -> measure(
                                stage,
                                entrant,
                                label(share),
                                share * entrant.recorder().peakThroughput()));
            }
            stage.forEachParticipant(
                    COMMON_RATE_LABEL,
                    seconds(stage),
                    entrant -> measure(stage, entrant, COMMON_RATE_LABEL, HALF * slowest));
        }
    }

    private static double seconds(WorkloadRun stage) {
        return stage.roundTiming().warmUp().maxSeconds() + stage.roundTiming().seconds();
    }

    private static void measure(WorkloadRun stage, Participant entrant, String label, double perSecond)
            throws LoadException, InterruptedException {
        if (perSecond <= 0) {
            return;
        }
        OpenLoopRecorder point = entrant.recorder().openLoopRecorder(label, perSecond);
        RoundObservation seen = stage.runRound(
                entrant,
                entrant.loadSpec(stage.workload().profile(), stage.openLoop(point.perSecond()), stage.roundTiming()));
        point.add(stage.launch(), seen);
        entrant.recorder().addResponses(seen.report().responses());
    }

    private static String label(double share) {
        return share == HALF ? "half of own peak" : String.format(Locale.ROOT, "%.0f %% of own peak", 100 * share);
    }
}
