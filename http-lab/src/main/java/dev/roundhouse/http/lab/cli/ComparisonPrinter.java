package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.lab.compare.ChangeTable;
import dev.roundhouse.http.lab.compare.MetricChange;
import dev.roundhouse.http.lab.compare.RunComparison;
import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Compares two result files and prints the changes. */
final class ComparisonPrinter {
    private ComparisonPrinter() {}

    /**
     * Prints the changes between two runs.
     *
     * @return whether there is no significant regression
     * @throws IOException with a message for the user, if a file is not a result file, or the two have nothing in common
     */
    static boolean print(Path before, Path after, PrintWriter out) throws IOException {
        List<MetricChange> changes = RunComparison.between(read(before), read(after));
        if (changes.isEmpty()) {
            throw new IOException(
                    "The two results have no server and workload in common, so there is nothing to compare.");
        }
        out.print(ChangeTable.of(changes));
        out.flush();
        return changes.stream().noneMatch(MetricChange::isRegression);
    }

    private static RunResult read(Path file) throws IOException {
        try {
            return RunJson.read(file);
        } catch (NoSuchFileException missing) {
            throw new IOException("File " + file + " does not exist; expected the result.json of a run.", missing);
        } catch (IOException malformed) {
            throw new IOException(
                    file + " is not a result file; expected the result.json of a run. " + malformed.getMessage(),
                    malformed);
        }
    }
}
