package dev.roundhouse.http.lab.run;

import java.util.Locale;

/** Measures latency in the open loop, at fractions of a server's own peak and at one common rate. */
final class OpenLoopMeasurement {
    /** The common rate of all servers, at which latencies can be compared. */
    static final String COMMON_RATE_LABEL = "half of the slowest server's peak";

    private static final double HALF = 0.5;

    private OpenLoopMeasurement() {}

    static void measure(WorkloadRun workloadRun) throws InterruptedException {
        double slowest = workloadRun.participants().stream()
                .filter(participant -> !participant.recorder().isSkipped())
                .mapToDouble(participant -> participant.recorder().peakThroughput())
                .filter(peak -> peak > 0)
                .min()
                .orElse(0);
        for (int round = 1; slowest > 0 && round <= workloadRun.plan().mode().openRounds(); round++) {
            for (double share : workloadRun.plan().mode().shares()) {
                workloadRun.forEachParticipant(
                        label(share),
                        seconds(workloadRun),
                        participant -> measure(
                                workloadRun,
                                participant,
                                label(share),
                                share * participant.recorder().peakThroughput()));
            }
            workloadRun.forEachParticipant(
                    COMMON_RATE_LABEL,
                    seconds(workloadRun),
                    participant -> measure(workloadRun, participant, COMMON_RATE_LABEL, HALF * slowest));
        }
    }

    private static double seconds(WorkloadRun workloadRun) {
        return workloadRun.roundTiming().warmUp().maxSeconds()
                + workloadRun.roundTiming().seconds();
    }

    private static void measure(WorkloadRun workloadRun, Participant participant, String label, double perSecond)
            throws LoadException, InterruptedException {
        if (perSecond <= 0) {
            return;
        }
        OpenLoopRecorder point = participant.recorder().openLoopRecorder(label, perSecond);
        RoundObservation observation = workloadRun.runRound(
                participant,
                participant.loadSpec(
                        workloadRun.workload().profile(),
                        workloadRun.openLoop(point.perSecond()),
                        workloadRun.roundTiming()));
        point.add(workloadRun.launch(), observation);
        participant.recorder().addResponses(observation.report().responses());
    }

    private static String label(double share) {
        return share == HALF ? "half of own peak" : String.format(Locale.ROOT, "%.0f %% of own peak", 100 * share);
    }
}
