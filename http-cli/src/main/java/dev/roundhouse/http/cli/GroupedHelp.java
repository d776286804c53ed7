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
 * The options under headings, one for each mixin that has a description; what has none comes last. All columns are as wide
 * as the widest, so that the sections are one table.
 */
public final class GroupedHelp implements IHelpSectionRenderer {
    private static final String OTHER = "General";

    /** For any command. */
    public GroupedHelp() {}

    /** The options of a command by their headings, in their order. */
    public static Map<String, List<OptionSpec>> groups(CommandSpec command) {
        Map<String, List<OptionSpec>> themes = new LinkedHashMap<>();
        List<OptionSpec> rest = new ArrayList<>(command.options());
        for (CommandSpec mixin : command.mixins().values()) {
            String[] description = mixin.usageMessage().description();
            if (description.length > 0) {
                List<OptionSpec> theirs = rest.stream()
                        .filter(option -> mixin.findOption(option.longestName()) != null)
                        .toList();
                themes.put(description[0], theirs);
                rest.removeAll(theirs);
            }
        }
        themes.put(OTHER, rest);
        return themes;
    }

    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder();
        List<OptionSpec> all = help.commandSpec().options();
        groups(help.commandSpec()).forEach((heading, options) -> {
            Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
            layout.addAllOptions(options, help.parameterLabelRenderer());
            text.append(System.lineSeparator()).append(heading).append(':').append(System.lineSeparator());
            text.append(layout);
        });
        return text.toString();
    }
}
