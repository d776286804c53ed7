package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Timing;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.WarmUp;
import dev.roundhouse.http.lab.workload.Workload;
import dev.roundhouse.http.lab.workload.Workload.WorkloadKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One workload on one launch, with its participants.
 *
 * @param workload the workload
 * @param launch counted from 1
 * @param participants the servers
 * @param plan of the run
 * @param roundRunner runs the rounds
 * @param random for the order of the servers
 * @param timeBudget the remaining time
 */
record WorkloadRun(
        Workload workload,
        int launch,
        List<Participant> participants,
        RunPlan plan,
        RoundRunner roundRunner,
        Random random,
        TimeBudget timeBudget) {
    /** Some caches store a file only after several requests. */
    private static final int REQUESTS_PER_FILE = 3;

    /** A round of one server. */
    @FunctionalInterface
    interface RoundAction {
        void run(Participant participant) throws LoadException, InterruptedException;
    }

    /** Time budget of the run. */
    interface TimeBudget {
        /** Seconds since the start of the run. */
        double seconds();

        /** Starts an activity with its expected duration. */
        void startActivity(String what, double expectedSeconds);

        /** Whether there is time for an optional activity of this duration. */
        boolean hasTimeFor(double expectedSeconds);

        /** Whether the time limit has been reached. */
        boolean isOver();
    }

    WorkloadRun {
        participants = List.copyOf(participants);
    }

    /** Runs an action for each participant, in random order; a server whose action fails is skipped from then on. */
    void forEachParticipant(String what, double seconds, RoundAction roundAction) throws InterruptedException {
        List<Participant> shuffled = new ArrayList<>(participants);
        Collections.shuffle(shuffled, random);
        for (Participant participant : shuffled) {
            if (!participant.recorder().isSkipped() && !timeBudget.isOver()) {
                timeBudget.startActivity(
                        workload.name() + ", " + what + ", "
                                + participant.server().name(),
                        seconds);
                attempt(participant, roundAction);
            }
        }
    }

    private static void attempt(Participant participant, RoundAction roundAction) throws InterruptedException {
        try {
            roundAction.run(participant);
        } catch (LoadException e) {
            participant.recorder().skip(e.getMessage());
        }
    }

    RoundObservation runRound(Participant participant, LoadSpec spec) throws LoadException, InterruptedException {
        return roundRunner.runRound(participant.process(), spec);
    }

    /** A round of the plan's length. */
    Timing roundTiming() {
        double settle = plan.mode().settleSeconds();
        return new Timing(new WarmUp(settle, settle, 0), plan.roundSeconds(), RunPlan.TIMEOUT_MILLIS);
    }

    /** Timing of a round after a warm-up with a minimum duration. */
    Timing warmUpTiming() {
        boolean justStarted = workload.kind() == WorkloadKind.SLOW_HANDLER
                || workload.equals(plan.workloads().get(0));
        double regular = plan.mode().warmUpSeconds(workload);
        double limit = justStarted
                ? Math.max(regular, RunMode.FIRST_WARM_UP * plan.mode().warmUpSeconds())
                : regular;
        WarmUp warmUp = new WarmUp(
                limit,
                plan.mode().warmUpSeconds() / 2,
                (long) REQUESTS_PER_FILE * workload.requestMix().distinctTargets());
        return new Timing(warmUp, plan.roundSeconds(), RunPlan.TIMEOUT_MILLIS);
    }

    /** Timing of a round without warm-up. */
    Timing unwarmedTiming(double seconds) {
        return new Timing(WarmUp.NONE, seconds, RunPlan.TIMEOUT_MILLIS);
    }

    LoadSpec.ArrivalRate closedLoop() {
        return new LoadSpec.ArrivalRate(0, false, random.nextLong());
    }

    LoadSpec.ArrivalRate openLoop(double perSecond) {
        return new LoadSpec.ArrivalRate(perSecond, true, random.nextLong());
    }
}
