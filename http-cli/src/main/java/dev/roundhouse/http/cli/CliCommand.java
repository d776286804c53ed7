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

/** Something that the program does: its name, its options, and a call that does it and returns the exit code. */
public abstract class CliCommand extends OptionContainer implements Callable<Integer> {
    private final String name;

    private CommandLine commandLine;

    /** @param name as it is typed */
    protected CliCommand(String name) {
        this.name = name;
    }

    /** Describes the command, in addition to its options. */
    protected abstract void describeUsage(UsageMessageSpec help);

    /** The groups of options that it has before its own, in the order of the help. */
    protected List<OptionGroup> groups() {
        return List.of();
    }

    /** The commands that stand behind this one's name, in the order of the help. */
    protected List<CliCommand> subcommands() {
        return List.of();
    }

    /**
     * The command as picocli knows it, with {@code --help} and {@code --version}.
     *
     * @param version what {@code --version} says
     */
    public final CommandLine toCommandLine(IVersionProvider version) {
        CommandSpec command = CommandSpec.wrapWithoutInspection(this).name(name).versionProvider(version);
        describeUsage(command.usageMessage().sortOptions(false).autoWidth(true));
        List<OptionGroup> groups = groups();
        groups.forEach(group -> group.addTo(command));
        addOptionsTo(command);
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
        command.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        commandLine = new CommandLine(command);
        if (!groups.isEmpty()) {
            commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedHelp());
        }
        subcommands().forEach(behind -> commandLine.addSubcommand(behind.toCommandLine(version)));
        return commandLine;
    }

    /** Where results go. */
    protected final PrintWriter out() {
        return commandLine.getOut();
    }

    /** The writer of error messages and progress. */
    protected final PrintWriter err() {
        return commandLine.getErr();
    }

    /** Everything that was typed behind the program's name. */
    protected final List<String> arguments() {
        return commandLine
                .getCommandSpec()
                .root()
                .commandLine()
                .getParseResult()
                .originalArgs();
    }

    /** To be thrown when options make no sense together. */
    protected final ParameterException usageError(String message) {
        return new ParameterException(commandLine, message);
    }

    /** To be thrown when it shows later that they make no sense. */
    protected final ParameterException usageError(Exception reason) {
        return new ParameterException(commandLine, reason.getMessage(), reason);
    }
}
