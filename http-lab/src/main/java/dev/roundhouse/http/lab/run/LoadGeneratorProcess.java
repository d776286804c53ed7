package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadEvent;
import dev.roundhouse.http.lab.load.LoadJson;
import dev.roundhouse.http.lab.load.LoadReport;
import dev.roundhouse.http.lab.load.LoadSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The generator in a process of its own. It is started with the first order, and again should it have died. */
public final class LoadGeneratorProcess implements LoadGenerator {
    private final List<String> command;
    private final Path log;
    private Process process;
    private boolean closed;

    /**
     * A generator that is not running yet.
     *
     * @param command starts it
     * @param log takes what it says beside its reports
     */
    public LoadGeneratorProcess(List<String> command, Path log) {
        this.command = List.copyOf(command);
        this.log = log;
    }

    @Override
    public LoadReport run(LoadSpec order, Consumer<LoadEvent.LoadEventType> watch) throws LoadException {
        try {
            Process generator = running();
            Writer orders = generator.outputWriter(StandardCharsets.UTF_8);
            orders.write(LoadJson.line(order));
            orders.write('\n');
            orders.flush();
            return report(generator.inputReader(StandardCharsets.UTF_8), watch);
        } catch (IOException broken) {
            throw new LoadException("the generator broke off: " + broken.getMessage() + "; see " + log, broken);
        }
    }

    private synchronized Process running() throws IOException {
        if (closed) {
            throw new IOException("it has been closed");
        }
        if (process == null || !process.isAlive()) {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        }
        return process;
    }

    private static LoadReport report(BufferedReader events, Consumer<LoadEvent.LoadEventType> watch)
            throws IOException, LoadException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            LoadEvent event = LoadJson.readEvent(line);
            watch.accept(event.kind());
            switch (event.kind()) {
                case DONE -> {
                    return event.report();
                }
                case FAILED -> throw new LoadException(event.detail());
                default -> {}
            }
        }
        throw new IOException("it ended");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroy();
        }
    }
}
