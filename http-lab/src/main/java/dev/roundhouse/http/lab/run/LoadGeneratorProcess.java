package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadJson;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The load generator as a separate process. It is started for the first spec, and again if it has exited. */
public final class LoadGeneratorProcess implements LoadGenerator {
    private final List<String> command;
    private final Path log;
    private Process process;
    private boolean closed;

    /** Creates a generator that is not running.
     *
     * @param command its command line
     * @param log receives its standard error
     */
    public LoadGeneratorProcess(List<String> command, Path log) {
        this.command = List.copyOf(command);
        this.log = log;
    }

    @Override
    public LoadReport run(LoadSpec spec, Consumer<LoadEvent.LoadEventType> watch) throws LoadException {
        try {
            Process generator = running();
            Writer specs = generator.outputWriter(StandardCharsets.UTF_8);
            specs.write(LoadJson.line(spec));
            specs.write('\n');
            specs.flush();
            return report(generator.inputReader(StandardCharsets.UTF_8), watch);
        } catch (IOException e) {
            throw new LoadException("the load generator failed: " + e.getMessage() + "; see " + log, e);
        }
    }

    private synchronized Process running() throws IOException {
        if (closed) {
            throw new IOException("it is closed");
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
        throw new IOException("it exited");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroy();
        }
    }
}
