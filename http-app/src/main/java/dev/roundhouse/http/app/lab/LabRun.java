package dev.roundhouse.http.app.lab;

import dev.roundhouse.http.lab.report.ReportFile;
import dev.roundhouse.http.lab.result.RunCsv;
import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.run.Equipment;
import dev.roundhouse.http.lab.run.Generator;
import dev.roundhouse.http.lab.run.GeneratorProcess;
import dev.roundhouse.http.lab.run.Lab;
import dev.roundhouse.http.lab.run.Pace;
import dev.roundhouse.http.lab.run.Plan;
import dev.roundhouse.http.lab.run.Progress;
import dev.roundhouse.http.lab.server.Contender;
import dev.roundhouse.http.lab.server.Cores;
import dev.roundhouse.http.lab.server.ServerProcess;
import dev.roundhouse.http.lab.table.ResultTable;
import dev.roundhouse.http.lab.workload.Site;
import dev.roundhouse.http.lab.workload.Workload;
import dev.roundhouse.http.lab.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the lab on what was asked, and writes what it finds. */
public final class LabRun {
    private static final Duration GATE_PATIENCE = Duration.ofSeconds(2);

    private final LabRequest request;
    private final PrintWriter out;
    private final PrintWriter err;
    private final AtomicReference<Optional<Generator>> running = new AtomicReference<>(Optional.empty());

    /**
     * A run that has not begun.
     *
     * @param out takes the table
     * @param err takes the progress
     */
    public LabRun(LabRequest request, PrintWriter out, PrintWriter err) {
        this.request = request;
        this.out = out;
        this.err = err;
    }

    /** What ends it early, from any thread, when it runs in this one. */
    public Runnable stopping(Thread runner) {
        return () -> {
            runner.interrupt();
            running.get().ifPresent(Generator::close);
        };
    }

    /**
     * Runs it.
     *
     * @param version of this program
     * @param terminal whether somebody looks on
     * @return whether it came to its end
     * @throws IllegalArgumentException with a sentence for people, when the request makes no sense
     * @throws IOException when files cannot be written
     */
    public boolean run(String version, boolean terminal) throws IOException {
        try {
            Contenders contenders = Contenders.of(request);
            Plan plan = plan(contenders.all().size());
            if (request.roundSeconds() > 0) {
                plan = plan.withRounds(request.roundSeconds());
            }
            contenders.notes().forEach(err::println);
            Path folder = folder();
            RunResult result = measure(plan, contenders.all(), folder, version, terminal);
            // What was measured is to be written, even if somebody is impatient.
            boolean stopped = Thread.interrupted();
            RunJson.write(result, folder.resolve("result.json"));
            RunCsv.write(result, folder.resolve("result.csv"));
            ReportFile.write(result, folder.resolve("report.html"));
            tell(result, folder);
            return result.complete() && !stopped;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Plan plan(int servers) {
        Pace pace = Pace.valueOf(request.mode().toUpperCase(Locale.ROOT));
        if (request.workloads().isEmpty()) {
            return pace.plan(request.seed(), servers);
        }
        List<Workload> chosen = new ArrayList<>();
        for (String name : request.workloads()) {
            chosen.add(Workloads.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no workload '" + name
                            + "'; --workloads takes " + String.join(", ", Workloads.names()))));
        }
        return pace.plan(request.seed(), servers, chosen.stream().distinct().toList());
    }

    private Path folder() throws IOException {
        String now =
                LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        return Files.createDirectories(request.out().orElseGet(() -> Path.of("lab-" + now)));
    }

    private RunResult measure(Plan plan, List<Contender> contenders, Path folder, String version, boolean terminal)
            throws IOException {
        Cores cores = Cores.split();
        try (Site site = Site.create(request.seed());
                Generator generator = new GeneratorProcess(
                        OwnProgram.generator(cores.beforeGenerator()), folder.resolve("generator.log"))) {
            running.set(Optional.of(generator));
            Equipment equipment = new Equipment(
                    new ServerProcess.Starter(cores, site.root(), folder),
                    generator,
                    new ConformanceGate(GATE_PATIENCE),
                    cores,
                    site,
                    folder,
                    new Progress(err, terminal));
            return new Lab(plan, contenders, equipment).run(version, request.command());
        }
    }

    private void tell(RunResult result, Path folder) {
        out.print(ResultTable.of(result));
        out.println();
        out.printf(
                Locale.ROOT,
                "It took %d:%02d. Everything is in %s.%n",
                (int) result.seconds() / 60,
                (int) result.seconds() % 60,
                folder);
        out.flush();
    }
}
