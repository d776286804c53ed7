package dev.roundhouse.http.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** A command of the program: its name, its options, and a method that runs it and returns the exit code. */
public abstract class CliCommand extends OptionContainer implements Callable<Integer> {
    private final String name;

    private CommandLine commandLine;

    /** @param name the name on the command line */
    protected CliCommand(String name) {
        this.name = name;
    }

    /** Sets the parts of the help text other than the options. */
    protected abstract void describeUsage(UsageMessageSpec help);

    /** The option groups, which the help lists before the other options, in this order. */
    protected List<OptionGroup> groups() {
        return List.of();
    }

    /** The subcommands, in the order of the help. */
    protected List<CliCommand> subcommands() {
        return List.of();
    }

    /**
     * The picocli command, with {@code --help} and {@code --version}.
     *
     * @param version the text of {@code --version}
     */
    public final CommandLine toCommandLine(IVersionProvider version) {
        // Only help texts have variables, see HelpFactory. Picocli would search every name and default for them at each
        // start.
        CommandSpec command = CommandSpec.wrapWithoutInspection(this)
                .interpolateVariables(false)
                .name(name)
                .versionProvider(version);
        describeUsage(command.usageMessage().sortOptions(false).autoWidth(true));
        List<OptionGroup> groups = groups();
        groups.forEach(group -> group.addTo(command));
        addOptionsTo(command);
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .converters(flagConverter())
                .description("Show this help message and exit.")
                .build());
        command.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .converters(flagConverter())
                .description("Print version information and exit.")
                .build());
        commandLine = new CommandLine(command);
        commandLine.setHelpFactory(new HelpFactory());
        // A directory or a workload may have the name of a command.
        commandLine.setAllowSubcommandsAsOptionParameters(true);
        if (!groups.isEmpty()) {
            commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedHelp());
        }
        subcommands().forEach(subcommand -> commandLine.addSubcommand(subcommand.toCommandLine(version)));
        return commandLine;
    }

    /** The writer of results. */
    protected final PrintWriter out() {
        return commandLine.getOut();
    }

    /** The writer of error messages and progress. */
    protected final PrintWriter err() {
        return commandLine.getErr();
    }

    /** All arguments of the program. */
    protected final List<String> arguments() {
        return commandLine
                .getCommandSpec()
                .root()
                .commandLine()
                .getParseResult()
                .originalArgs();
    }

    /** An exception for options that contradict each other; the caller throws it. */
    protected final ParameterException usageError(String message) {
        return new ParameterException(commandLine, message);
    }

    /** An exception for options that turn out to be invalid later; the caller throws it. */
    protected final ParameterException usageError(Exception reason) {
        return new ParameterException(commandLine, reason.getMessage(), reason);
    }
}
