package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadSpec.Timing;

/** Throughput: rounds of the closed loop, the first after a warm-up. */
final class ClosedLoopMeasurement {
    private ClosedLoopMeasurement() {}

    static void measure(WorkloadRun stage) throws InterruptedException {
        int rounds = stage.plan().mode().rounds();
        for (int round = 1; round <= rounds; round++) {
            int number = round;
            Timing timing = round == 1 ? stage.warmUpTiming() : stage.roundTiming();
            String what = round == 1 ? "warm-up and round 1" : "round " + round;
            stage.forEachParticipant(
                    what + " of " + rounds,
                    timing.warmUp().maxSeconds() + timing.seconds(),
                    entrant -> measure(stage, entrant, number, timing));
        }
    }

    private static void measure(WorkloadRun stage, Participant entrant, int number, Timing timing)
            throws LoadException, InterruptedException {
        RoundObservation seen =
                stage.runRound(entrant, entrant.loadSpec(stage.workload().profile(), stage.closedLoop(), timing));
        double startedAt = stage.timeBudget().seconds() - seen.report().seconds();
        entrant.recorder().addClosedLoopRound(stage.launch(), number, Math.max(0, startedAt), seen);
    }
}
