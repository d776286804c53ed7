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

    /** @param folder for the tools' files, which are deleted in the end */
    static void measure(WorkloadRun stage, Path folder) throws InterruptedException {
        stage.forEachParticipant("flight recording", SECONDS, entrant -> {
            if (entrant.server().jcmd().isPresent()) {
                record(stage, entrant, entrant.server().jcmd().get(), folder);
            }
        });
        if (ExternalTools.isAvailable("strace")) {
            stage.forEachParticipant("system calls", SECONDS, entrant -> countSyscalls(stage, entrant, folder));
        }
    }

    private static LoadSpec order(WorkloadRun stage, Participant entrant) {
        return entrant.loadSpec(stage.workload().profile(), stage.closedLoop(), stage.unwarmedTiming(SECONDS));
    }

    private static void record(WorkloadRun stage, Participant entrant, String jcmd, Path folder)
            throws LoadException, InterruptedException {
        long pid = entrant.process().process().pid();
        try (FlightRecording recording = FlightRecording.start(jcmd, pid, folder)) {
            LoadReport report = stage.runRound(entrant, order(stage, entrant)).report();
            if (report.responses().correct() > 0) {
                entrant.recorder()
                        .costs()
                        .addRecording(
                                recording.stop(), (double) report.responses().correct(), report.seconds());
            }
        } catch (IOException failed) {
            entrant.recorder().addNote("Allocations are not known: " + failed.getMessage() + ".");
        }
    }

    private static void countSyscalls(WorkloadRun stage, Participant entrant, Path folder)
            throws LoadException, InterruptedException {
        try (SyscallCounter calls = SyscallCounter.start(entrant.process().process(), folder)) {
            LoadReport report = stage.runRound(entrant, order(stage, entrant)).report();
            if (report.responses().correct() > 0) {
                entrant.recorder().costs().addSyscalls(calls.stop(), (double)
                        report.responses().correct());
            }
        } catch (IOException failed) {
            entrant.recorder().addNote("System calls are not known: " + failed.getMessage() + ".");
        }
    }
}
