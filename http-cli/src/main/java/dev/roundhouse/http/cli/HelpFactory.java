package dev.roundhouse.http.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Creates help texts. It is a separate class so that a start without {@code --help} does not load {@link WrappedHelp}. */
final class HelpFactory implements IHelpFactory {
    @Override
    public Help create(CommandSpec command, ColorScheme colors) {
        command.interpolateVariables(true);
        return new WrappedHelp(command, colors);
    }
}
