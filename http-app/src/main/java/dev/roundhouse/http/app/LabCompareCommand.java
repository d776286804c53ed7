package dev.roundhouse.http.app;

import dev.roundhouse.http.app.lab.LabComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what changed between two runs of the lab. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        usageHelpAutoWidth = true,
        description = "Says what changed between two runs of the lab, for each server and workload that is in both.",
        footer = {
            "",
            "Exit codes: 0 when nothing got worse for sure, 1 when something did, 2 when a file is no result.",
            "",
            "Example: java -jar http-app.jar lab compare before/result.json after/result.json"
        })
final class LabCompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "result.json of the first run.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "result.json of the second run.")
    private Path after;

    @Override
    public Integer call() {
        try {
            return LabComparison.print(before, after, spec.commandLine().getOut()) ? 0 : 1;
        } catch (IOException unreadable) {
            throw new ParameterException(spec.commandLine(), unreadable.getMessage(), unreadable);
        }
    }
}
