package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.Timing;

/** Throughput: rounds of the closed loop, the first after a warm-up. */
final class ClosedLoopMeasurement {
    private ClosedLoopMeasurement() {}

    static void measure(WorkloadRun workloadRun) throws InterruptedException {
        int rounds = workloadRun.plan().mode().rounds();
        for (int round = 1; round <= rounds; round++) {
            int number = round;
            Timing timing = round == 1 ? workloadRun.warmUpTiming() : workloadRun.roundTiming();
            String what = round == 1 ? "warm-up and round 1" : "round " + round;
            workloadRun.forEachParticipant(
                    what + " of " + rounds,
                    timing.warmUp().maxSeconds() + timing.seconds(),
                    participant -> measure(workloadRun, participant, number, timing));
        }
    }

    private static void measure(WorkloadRun workloadRun, Participant participant, int number, Timing timing)
            throws LoadException, InterruptedException {
        RoundObservation observation = workloadRun.runRound(
                participant, participant.loadSpec(workloadRun.workload().profile(), workloadRun.closedLoop(), timing));
        double startedAt =
                workloadRun.timeBudget().seconds() - observation.report().seconds();
        participant.recorder().addClosedLoopRound(workloadRun.launch(), number, Math.max(0, startedAt), observation);
    }
}
