package dev.roundhouse.http.app.config;

import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** All options as they are in force, each with its source: a configuration file that would say the same. */
final class EffectiveConfiguration {
    private final ParseResult commandLine;
    private final ParseResult merged;
    private final Map<String, Setting> settings;

    /**
     * What was put together.
     *
     * @param typed the command line alone
     * @param complete with the settings
     * @param settings what was taken from the other sources
     */
    EffectiveConfiguration(ParseResult typed, ParseResult complete, Map<String, Setting> settings) {
        this.commandLine = typed;
        this.merged = complete;
        this.settings = settings;
    }

    void printTo(PrintWriter out) {
        OptionNames.settable(merged.commandSpec()).forEach(option -> out.println(line(option)));
        out.flush();
    }

    private String line(OptionSpec option) {
        String key = OptionNames.key(option);
        if (commandLine.hasMatchedOption(key)) {
            return assignment(option, merged.matchedOption(key).stringValues()) + "command line";
        }
        if (settings.containsKey(key)) {
            return assignment(option, settings.get(key).values())
                    + settings.get(key).origin();
        }
        return Optional.ofNullable(option.defaultValue())
                .map(value -> assignment(option, List.of(value)) + "default")
                .orElse("# " + key + " = (not set)");
    }

    private static String assignment(OptionSpec option, List<String> values) {
        String value = option.isMultiValue()
                ? values.stream().map(EffectiveConfiguration::quoted).collect(Collectors.joining(", ", "[", "]"))
                : quoted(values.get(values.size() - 1));
        return OptionNames.key(option) + " = " + value + "  # ";
    }

    /** A text of HOCON, with quotes unless it is plain. */
    private static String quoted(String value) {
        if (value.matches("[A-Za-z0-9]+")) {
            return value;
        }
        StringBuilder text = new StringBuilder("\"");
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (character < ' ' || character == 0x7F) {
                text.append("\\u" + HexFormat.of().toHexDigits((short) character));
            } else {
                text.append(character);
            }
        }
        return text.append('"').toString();
    }
}
