package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.OptionValue;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Prints the changes between two runs of the lab. */
final class LabCompareCommand extends CliCommand {
    private final OptionValue<Path> before = parameter(0, "BEFORE", Path::of, "result.json of the first run.");
    private final OptionValue<Path> after = parameter(1, "AFTER", Path::of, "result.json of the second run.");

    LabCompareCommand() {
        super("compare");
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.description("Compare two benchmark runs, for each server and workload present in both.")
                .footer(
                        "",
                        "Exit status: 0 no significant regression; 1 regression; 2 not a result file.",
                        "",
                        "Example: java -jar http-lab.jar compare before/result.json after/result.json");
    }

    @Override
    public Integer call() {
        try {
            return ComparisonPrinter.print(before.value(), after.value(), out()) ? 0 : 1;
        } catch (IOException unreadable) {
            throw usageError(unreadable);
        }
    }
}
