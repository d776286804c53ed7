package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.EffectiveOption;
import dev.roundhouse.http.app.config.Setting;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of all sources together.
 *
 * @param typed the command line alone
 * @param complete the command line with the settings of the other sources
 * @param settings the settings of the other sources, by the keys of the options
 */
record MergedOptions(ParseResult typed, ParseResult complete, Map<String, Setting> settings) {
    /** The command that was parsed last: a subcommand if there is one. */
    static ParseResult commandOf(ParseResult all) {
        return all.hasSubcommand() ? all.subcommand() : all;
    }

    /** All options that can be set, each with its value and source. */
    List<EffectiveOption> effective() {
        return OptionNames.settable(commandOf(complete).commandSpec()).stream()
                .map(this::effective)
                .toList();
    }

    private EffectiveOption effective(OptionSpec option) {
        String key = OptionNames.key(option);
        if (commandOf(typed).hasMatchedOption(key)) {
            List<String> values = commandOf(complete).matchedOption(key).stringValues();
            return new EffectiveOption(OptionNames.of(option), values, "command line");
        }
        if (settings.containsKey(key)) {
            Setting setting = settings.get(key);
            return new EffectiveOption(OptionNames.of(option), setting.values(), setting.origin());
        }
        return option.defaultValue() == null
                ? EffectiveOption.unset(OptionNames.of(option))
                : new EffectiveOption(OptionNames.of(option), List.of(option.defaultValue()), "default");
    }
}
