package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.OptionName;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The names of the options of a command. */
public final class OptionNames {
    private OptionNames() {}

    /** The name of an option. */
    public static OptionName of(OptionSpec option) {
        return new OptionName(key(option), option.isMultiValue());
    }

    /** The options that can be set in every source: all except those that do something else than serve. */
    public static List<OptionSpec> settable(CommandSpec command) {
        return command.options().stream().filter(OptionNames::isSettable).toList();
    }

    static String key(OptionSpec option) {
        String name = option.longestName();
        return name.startsWith("--") ? name.substring(2) : name;
    }

    private static boolean isSettable(OptionSpec option) {
        String key = key(option);
        return !option.hidden()
                && !option.usageHelp()
                && !option.versionHelp()
                && !key.equals(ConfigOptions.CONFIG)
                && !key.equals(ConfigOptions.PRINT_CONFIG);
    }
}
