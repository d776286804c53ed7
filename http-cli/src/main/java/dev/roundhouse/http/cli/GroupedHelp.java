package dev.roundhouse.http.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Renders the options of a command under headings: one for each mixin that has a description, the other options last. The
 * columns of all sections have the same widths.
 */
public final class GroupedHelp implements IHelpSectionRenderer {
    private static final String OTHER = "General";

    /** Creates a renderer for any command. */
    public GroupedHelp() {}

    /** The options of a command by heading, in the order of the help. */
    public static Map<String, List<OptionSpec>> groups(CommandSpec command) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        List<OptionSpec> rest = new ArrayList<>(command.options());
        for (CommandSpec mixin : command.mixins().values()) {
            String[] description = mixin.usageMessage().description();
            if (description.length > 0) {
                List<OptionSpec> ofMixin = rest.stream()
                        .filter(option -> mixin.findOption(option.longestName()) != null)
                        .toList();
                groups.put(description[0], ofMixin);
                rest.removeAll(ofMixin);
            }
        }
        groups.put(OTHER, rest);
        return groups;
    }

    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder();
        int width = OptionLayout.width(help.commandSpec());
        groups(help.commandSpec()).forEach((heading, options) -> {
            Layout layout = help.createDefaultLayout();
            layout.addAllOptions(options, help.parameterLabelRenderer());
            text.append(System.lineSeparator()).append(LineWrapping.wrapToText(heading + ':', width));
            text.append(layout);
        });
        return text.toString();
    }
}
