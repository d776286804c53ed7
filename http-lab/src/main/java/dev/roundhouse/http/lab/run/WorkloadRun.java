package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadSpec;
import dev.roundhouse.http.lab.load.LoadSpec.Timing;
import dev.roundhouse.http.lab.load.LoadSpec.WarmUp;
import dev.roundhouse.http.lab.workload.Workload;
import dev.roundhouse.http.lab.workload.Workload.WorkloadKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One workload on one launch, and who takes part.
 *
 * @param workload what is asked
 * @param launch counted from 1
 * @param participants who is asked
 * @param plan how much
 * @param roundRunner where
 * @param random the order of the servers
 * @param timeBudget how far the run is
 */
record WorkloadRun(
        Workload workload,
        int launch,
        List<Participant> participants,
        RunPlan plan,
        RoundRunner roundRunner,
        Random random,
        TimeBudget timeBudget) {
    /** Caches want to see a file more than once before they keep it. */
    private static final int REQUESTS_PER_FILE = 3;

    /** A round of one server. */
    @FunctionalInterface
    interface RoundAction {
        void run(Participant participant) throws LoadException, InterruptedException;
    }

    /** Tells how far the run is. */
    interface TimeBudget {
        /** Seconds since the run began. */
        double seconds();

        /** What is done next, and how much of the expected time it takes. */
        void startActivity(String what, double expectedSeconds);

        /** Whether there will be time for something that would be good to have, and takes so long. */
        boolean hasTimeFor(double expectedSeconds);

        /** Whether all the time there is has gone by. */
        boolean isOver();
    }

    WorkloadRun {
        participants = List.copyOf(participants);
    }

    /** Lets all take their turn, in random order; a server whose order cannot be carried out drops out. */
    void forEachParticipant(String what, double seconds, RoundAction roundAction) throws InterruptedException {
        List<Participant> turns = new ArrayList<>(participants);
        Collections.shuffle(turns, random);
        for (Participant participant : turns) {
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
        } catch (LoadException failed) {
            participant.recorder().skip(failed.getMessage());
        }
    }

    RoundObservation runRound(Participant participant, LoadSpec order) throws LoadException, InterruptedException {
        return roundRunner.runRound(participant.process(), order);
    }

    /** A round of the plan's length. */
    Timing roundTiming() {
        double settle = plan.mode().settleSeconds();
        return new Timing(new WarmUp(settle, settle, 0), plan.roundSeconds(), RunPlan.TIMEOUT_MILLIS);
    }

    /** The same after a warm-up, of which a part is not left out however steady the server seems. */
    Timing warmUpTiming() {
        boolean justStarted = workload.kind() == WorkloadKind.SLOW_HANDLER
                || workload.equals(plan.workloads().get(0));
        double usual = plan.mode().warmUpSeconds(workload);
        double limit = justStarted
                ? Math.max(usual, RunMode.FIRST_WARM_UP * plan.mode().warmUpSeconds())
                : usual;
        WarmUp warmUp = new WarmUp(
                limit,
                plan.mode().warmUpSeconds() / 2,
                (long) REQUESTS_PER_FILE * workload.requestMix().distinctTargets());
        return new Timing(warmUp, plan.roundSeconds(), RunPlan.TIMEOUT_MILLIS);
    }

    /** A round that counts from its first request on. */
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
