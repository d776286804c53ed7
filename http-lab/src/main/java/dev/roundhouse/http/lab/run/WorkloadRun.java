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
 * @param entrants who is asked
 * @param plan how much
 * @param bench where
 * @param random the order of the servers
 * @param clock how far the run is
 */
record WorkloadRun(
        Workload workload,
        int launch,
        List<Participant> entrants,
        RunPlan plan,
        RoundRunner bench,
        Random random,
        TimeBudget clock) {
    /** Caches want to see a file more than once before they keep it. */
    private static final int ASKED_BEFORE = 3;

    /** A round of one server. */
    @FunctionalInterface
    interface RoundAction {
        void of(Participant entrant) throws LoadException, InterruptedException;
    }

    /** Tells how far the run is. */
    interface TimeBudget {
        /** Seconds since the run began. */
        double seconds();

        /** What is done next, and how much of the expected time it takes. */
        void next(String what, double expectedSeconds);

        /** Whether there will be time for something that would be good to have, and takes so long. */
        boolean hasTimeFor(double expectedSeconds);

        /** Whether all the time there is has gone by. */
        boolean isOver();
    }

    WorkloadRun {
        entrants = List.copyOf(entrants);
    }

    /** Lets all take their turn, in random order; a server whose order cannot be carried out drops out. */
    void each(String what, double seconds, RoundAction action) throws InterruptedException {
        List<Participant> turns = new ArrayList<>(entrants);
        Collections.shuffle(turns, random);
        for (Participant entrant : turns) {
            if (!entrant.ledger().isSkipped() && !clock.isOver()) {
                clock.next(
                        workload.name() + ", " + what + ", "
                                + entrant.contender().name(),
                        seconds);
                attempt(entrant, action);
            }
        }
    }

    private static void attempt(Participant entrant, RoundAction action) throws InterruptedException {
        try {
            action.of(entrant);
        } catch (LoadException failed) {
            entrant.ledger().skip(failed.getMessage());
        }
    }

    RoundObservation observe(Participant entrant, LoadSpec order) throws LoadException, InterruptedException {
        return bench.observe(entrant.server(), order);
    }

    /** A round of the plan's length. */
    Timing round() {
        double settle = plan.pace().settleSeconds();
        return new Timing(new WarmUp(settle, settle, 0), plan.roundSeconds(), RunPlan.TIMEOUT_MILLIS);
    }

    /** The same after a warm-up, of which a part is not left out however steady the server seems. */
    Timing warmingUp() {
        boolean justStarted = workload.kind() == WorkloadKind.WAITING
                || workload.equals(plan.workloads().get(0));
        double usual = plan.pace().warmUpSeconds(workload);
        double atMost = justStarted
                ? Math.max(usual, RunMode.FIRST_WARM_UP * plan.pace().warmUpSeconds())
                : usual;
        WarmUp warmUp = new WarmUp(
                atMost,
                plan.pace().warmUpSeconds() / 2,
                (long) ASKED_BEFORE * workload.question().distinct());
        return new Timing(warmUp, plan.roundSeconds(), RunPlan.TIMEOUT_MILLIS);
    }

    /** A round that counts from its first request on. */
    Timing atOnce(double seconds) {
        return new Timing(WarmUp.NONE, seconds, RunPlan.TIMEOUT_MILLIS);
    }

    LoadSpec.ArrivalRate closedLoop() {
        return new LoadSpec.ArrivalRate(0, false, random.nextLong());
    }

    LoadSpec.ArrivalRate openLoop(double perSecond) {
        return new LoadSpec.ArrivalRate(perSecond, true, random.nextLong());
    }
}
