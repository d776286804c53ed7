package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadSpec;
import dev.roundhouse.http.lab.load.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.result.MemoryPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Memory against connections that keep still, beside one that asks now and then. */
final class IdleConnectionMeasurement {
    private static final List<Double> SHARES = List.of(0.0, 0.1, 0.5, 1.0);
    private static final double SECONDS = 0.5;
    private static final double PER_SECOND = 20;

    private IdleConnectionMeasurement() {}

    static void measure(WorkloadRun stage) throws InterruptedException {
        Map<String, List<MemoryPoint>> growth = new HashMap<>();
        for (double share : SHARES) {
            int idle = (int) (share * stage.workload().profile().idle());
            stage.forEachParticipant(idle + " idle connections", SECONDS, entrant -> {
                List<MemoryPoint> points =
                        growth.computeIfAbsent(entrant.server().name(), name -> new ArrayList<>());
                measure(stage, entrant, idle, points);
            });
        }
        for (Participant entrant : stage.participants()) {
            List<MemoryPoint> points = growth.getOrDefault(entrant.server().name(), List.of());
            if (!points.isEmpty()) {
                entrant.recorder().addMemoryGrowth(stage.launch(), points);
            }
        }
    }

    private static void measure(WorkloadRun stage, Participant entrant, int idle, List<MemoryPoint> points)
            throws LoadException, InterruptedException {
        ConnectionProfile shape = new ConnectionProfile(1, 1, false, idle, 0);
        LoadSpec order = entrant.loadSpec(shape, stage.openLoop(PER_SECOND), stage.unwarmedTiming(SECONDS));
        stage.runRound(entrant, order)
                .end()
                .ifPresent(now -> points.add(
                        new MemoryPoint(idle, now.rssBytes(), now.threads().size(), now.openFiles())));
    }
}
