package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.FlightRecording;
import dev.roundhouse.http.lab.cost.SyscallCounter;
import dev.roundhouse.http.lab.load.LoadReport;
import dev.roundhouse.http.lab.load.LoadSpec;
import dev.roundhouse.http.lab.server.ExternalTools;
import java.io.IOException;
import java.nio.file.Path;

/** The reasons: system calls, allocations and pauses, in rounds of their own, since counting slows a server down. */
final class CostMeasurement {
    private static final double SECONDS = 0.3;

    private CostMeasurement() {}

    /** @param directory for the tools' files, which are deleted in the end */
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

    private static LoadSpec order(WorkloadRun workloadRun, Participant participant) {
        return participant.loadSpec(
                workloadRun.workload().profile(), workloadRun.closedLoop(), workloadRun.unwarmedTiming(SECONDS));
    }

    private static void record(WorkloadRun workloadRun, Participant participant, String jcmd, Path directory)
            throws LoadException, InterruptedException {
        long pid = participant.process().process().pid();
        try (FlightRecording recording = FlightRecording.start(jcmd, pid, directory)) {
            LoadReport report = workloadRun
                    .runRound(participant, order(workloadRun, participant))
                    .report();
            if (report.responses().correct() > 0) {
                participant
                        .recorder()
                        .costs()
                        .addRecording(
                                recording.stop(), (double) report.responses().correct(), report.seconds());
            }
        } catch (IOException failed) {
            participant.recorder().addNote("Allocations are not known: " + failed.getMessage() + ".");
        }
    }

    private static void countSyscalls(WorkloadRun workloadRun, Participant participant, Path directory)
            throws LoadException, InterruptedException {
        try (SyscallCounter calls = SyscallCounter.start(participant.process().process(), directory)) {
            LoadReport report = workloadRun
                    .runRound(participant, order(workloadRun, participant))
                    .report();
            if (report.responses().correct() > 0) {
                participant.recorder().costs().addSyscalls(calls.stop(), (double)
                        report.responses().correct());
            }
        } catch (IOException failed) {
            participant.recorder().addNote("System calls are not known: " + failed.getMessage() + ".");
        }
    }
}
