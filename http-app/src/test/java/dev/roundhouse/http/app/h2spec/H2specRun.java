package dev.roundhouse.http.app.h2spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running h2spec, which writes its report when it ends. */
final class H2specRun implements AutoCloseable {
    private static final int TIMEOUT_MINUTES = 5;

    private final Process process;
    private final Path report;
    private final Path output;

    H2specRun(Process process, Path report, Path output) {
        this.process = process;
        this.report = report;
        this.output = output;
    }

    /** Waits for the results of all cases. */
    List<H2specCase> results() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            throw new IOException("h2spec does not end:\n" + Files.readString(output));
        }
        if (!Files.exists(report)) {
            throw new IOException("h2spec has no report:\n" + Files.readString(output));
        }
        return H2specReport.parse(Files.readString(report));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
