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
        stage.each("flight recording", SECONDS, entrant -> {
            if (entrant.contender().jcmd().isPresent()) {
                record(stage, entrant, entrant.contender().jcmd().get(), folder);
            }
        });
        if (ExternalTools.exists("strace")) {
            stage.each("system calls", SECONDS, entrant -> count(stage, entrant, folder));
        }
    }

    private static LoadSpec order(WorkloadRun stage, Participant entrant) {
        return entrant.order(stage.workload().shape(), stage.closedLoop(), stage.atOnce(SECONDS));
    }

    private static void record(WorkloadRun stage, Participant entrant, String jcmd, Path folder)
            throws LoadException, InterruptedException {
        long pid = entrant.server().process().pid();
        try (FlightRecording recording = FlightRecording.of(jcmd, pid, folder)) {
            LoadReport report = stage.observe(entrant, order(stage, entrant)).report();
            if (report.answers().correct() > 0) {
                entrant.ledger()
                        .costs()
                        .recorded(recording.end(), (double) report.answers().correct(), report.seconds());
            }
        } catch (IOException failed) {
            entrant.ledger().note("Allocations are not known: " + failed.getMessage() + ".");
        }
    }

    private static void count(WorkloadRun stage, Participant entrant, Path folder)
            throws LoadException, InterruptedException {
        try (SyscallCounter calls = SyscallCounter.of(entrant.server().process(), folder)) {
            LoadReport report = stage.observe(entrant, order(stage, entrant)).report();
            if (report.answers().correct() > 0) {
                entrant.ledger().costs().called(calls.end(), (double)
                        report.answers().correct());
            }
        } catch (IOException failed) {
            entrant.ledger().note("System calls are not known: " + failed.getMessage() + ".");
        }
    }
}
