package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.FlightRecording;
import dev.roundhouse.http.lab.cost.SyscallCounter;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.server.ExternalTools;
import java.io.IOException;
import java.nio.file.Path;

/** Measures system calls, allocations and GC pauses in separate rounds, since counting slows a server down. */
final class CostMeasurement {
    private static final double SECONDS = 0.3;

    private CostMeasurement() {}

    /** Measures the costs on one launch.
     *
     * @param directory for temporary files of the tools
     */
    static void measure(WorkloadRun workloadRun, Path directory) throws InterruptedException {
        workloadRun.forEachParticipant("flight recording", SECONDS, participant -> {
            if (participant.server().jcmd().isPresent()) {
                record(workloadRun, participant, participant.server().jcmd().get(), directory);
            }
        });
        if (ExternalTools.isAvailable("strace")) {
            workloadRun.forEachParticipant(
                    "system calls", SECONDS, participant -> countSyscalls(workloadRun, participant, directory));
        }
    }

    private static LoadSpec loadSpec(WorkloadRun workloadRun, Participant participant) {
        return participant.loadSpec(
                workloadRun.workload().profile(), workloadRun.closedLoop(), workloadRun.unwarmedTiming(SECONDS));
    }

    private static void record(WorkloadRun workloadRun, Participant participant, String jcmd, Path directory)
            throws LoadException, InterruptedException {
        long pid = participant.process().process().pid();
        try (FlightRecording recording = FlightRecording.start(jcmd, pid, directory)) {
            LoadReport report = workloadRun
                    .runRound(participant, loadSpec(workloadRun, participant))
                    .report();
            if (report.responses().correct() > 0) {
                participant
                        .recorder()
                        .costs()
                        .addRecording(
                                recording.stop(), (double) report.responses().correct(), report.seconds());
            }
        } catch (IOException e) {
            participant.recorder().addNote("Allocations are unknown: " + e.getMessage() + ".");
        }
    }

    private static void countSyscalls(WorkloadRun workloadRun, Participant participant, Path directory)
            throws LoadException, InterruptedException {
        try (SyscallCounter calls = SyscallCounter.start(participant.process().process(), directory)) {
            LoadReport report = workloadRun
                    .runRound(participant, loadSpec(workloadRun, participant))
                    .report();
            if (report.responses().correct() > 0) {
                participant.recorder().costs().addSyscalls(calls.stop(), (double)
                        report.responses().correct());
            }
        } catch (IOException e) {
            participant.recorder().addNote("System calls are unknown: " + e.getMessage() + ".");
        }
    }
}
