package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.result.MemoryPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures memory by number of idle connections, with a low request rate on one further connection. */
final class IdleConnectionMeasurement {
    private static final List<Double> SHARES = List.of(0.0, 0.1, 0.5, 1.0);
    private static final double SECONDS = 0.5;
    private static final double PER_SECOND = 20;

    private IdleConnectionMeasurement() {}

    static void measure(WorkloadRun workloadRun) throws InterruptedException {
        Map<String, List<MemoryPoint>> growth = new HashMap<>();
        for (double share : SHARES) {
            int idle = (int) (share * workloadRun.workload().profile().idle());
            workloadRun.forEachParticipant(idle + " idle connections", SECONDS, participant -> {
                List<MemoryPoint> points =
                        growth.computeIfAbsent(participant.server().name(), name -> new ArrayList<>());
                measure(workloadRun, participant, idle, points);
            });
        }
        for (Participant participant : workloadRun.participants()) {
            List<MemoryPoint> points = growth.getOrDefault(participant.server().name(), List.of());
            if (!points.isEmpty()) {
                participant.recorder().addMemoryGrowth(workloadRun.launch(), points);
            }
        }
    }

    private static void measure(WorkloadRun workloadRun, Participant participant, int idle, List<MemoryPoint> points)
            throws LoadException, InterruptedException {
        ConnectionProfile connectionProfile = new ConnectionProfile(1, 1, false, idle, 0);
        LoadSpec spec = participant.loadSpec(
                connectionProfile, workloadRun.openLoop(PER_SECOND), workloadRun.unwarmedTiming(SECONDS));
        workloadRun
                .runRound(participant, spec)
                .end()
                .ifPresent(now -> points.add(
                        new MemoryPoint(idle, now.rssBytes(), now.threads().size(), now.openFiles())));
    }
}
