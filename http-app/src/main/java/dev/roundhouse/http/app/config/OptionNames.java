package dev.roundhouse.http.app.config;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What an option is called in each source: {@code --max-body}, {@code ROUNDHOUSE_MAX_BODY}, {@code max-body}. */
public final class OptionNames {
    /** What every variable of this program begins with. */
    public static final String PREFIX = "ROUNDHOUSE_";

    private OptionNames() {}

    /** The key in a file. */
    public static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /** The environment variable. */
    public static String variable(OptionSpec option) {
        return variable(key(option));
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The variable that names the configuration file. */
    static String fileVariable() {
        return variable(ConfigOptions.CONFIG);
    }

    /** The options that every source may set: all but those that ask for something else than to serve. */
    public static List<OptionSpec> settable(CommandSpec command) {
        return command.options().stream().filter(OptionNames::isSettable).toList();
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
