package dev.roundhouse.http.lab.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadJson;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The load generator as a program: reads load specs from standard input until it ends and writes events to standard
 * output.
 */
public final class LoadGeneratorMain {
    private final BufferedReader specs;
    private final OutputStream events;

    /** Creates a generator that uses these streams and does not close them. */
    LoadGeneratorMain(InputStream specs, OutputStream events) {
        this.specs = new BufferedReader(new InputStreamReader(specs, StandardCharsets.UTF_8));
        this.events = events;
    }

    /** Runs the generator; it has no arguments. */
    public static void main(String[] args) throws IOException {
        new LoadGeneratorMain(System.in, System.out).run();
    }

    /** Runs one load spec after the other. */
    void run() throws IOException {
        for (String line = specs.readLine(); line != null; line = specs.readLine()) {
            if (!line.isBlank()) {
                emit(runSpec(line));
            }
        }
    }

    private LoadEvent runSpec(String line) throws IOException {
        LoadRunner loadRunner;
        try {
            loadRunner = new LoadRunner(LoadJson.readSpec(line), this::emit);
        } catch (JsonProcessingException e) {
            return failed("invalid load spec: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return failed(e.getMessage());
        }
        try (loadRunner) {
            return loadRunner.run();
        }
    }

    private static LoadEvent failed(String why) {
        return new LoadEvent(LoadEvent.LoadEventType.FAILED, why, LoadReport.NONE);
    }

    private void emit(LoadEvent event) {
        try {
            events.write((LoadJson.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
            events.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
