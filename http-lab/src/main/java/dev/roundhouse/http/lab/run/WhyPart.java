package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.FlightRecording;
import dev.roundhouse.http.lab.cost.SystemCalls;
import dev.roundhouse.http.lab.load.LoadOrder;
import dev.roundhouse.http.lab.load.LoadReport;
import dev.roundhouse.http.lab.server.Tools;
import java.io.IOException;
import java.nio.file.Path;

/** The reasons: system calls, allocations and pauses, in rounds of their own, since counting slows a server down. */
final class WhyPart {
    private static final double SECONDS = 0.3;

    private WhyPart() {}

    /** @param folder for the tools' files, which are deleted in the end */
    static void measure(Stage stage, Path folder) throws InterruptedException {
        stage.each("flight recording", SECONDS, entrant -> {
            if (entrant.contender().jcmd().isPresent()) {
                record(stage, entrant, entrant.contender().jcmd().get(), folder);
            }
        });
        if (Tools.exists("strace")) {
            stage.each("system calls", SECONDS, entrant -> count(stage, entrant, folder));
        }
    }

    private static LoadOrder order(Stage stage, Entrant entrant) {
        return entrant.order(stage.workload().shape(), stage.closedLoop(), stage.atOnce(SECONDS));
    }

    private static void record(Stage stage, Entrant entrant, String jcmd, Path folder)
            throws OrderException, InterruptedException {
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

    private static void count(Stage stage, Entrant entrant, Path folder) throws OrderException, InterruptedException {
        try (SystemCalls calls = SystemCalls.of(entrant.server().process(), folder)) {
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
