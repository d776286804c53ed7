package dev.roundhouse.http.app.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables whose name starts with {@code ROUNDHOUSE_}. An empty variable counts as not set, as with most
 * programs. A variable of a repeatable option has one value per line: a value may contain a comma, but never a line break.
 */
public final class Environment {
    private static final String FILE_VARIABLE = OptionName.variable("config");

    private final Map<String, String> variables = new HashMap<>();

    /** @param variables all variables of the process; others than those of this program are ignored */
    public Environment(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (name.startsWith(OptionName.PREFIX) && !value.isEmpty()) {
                this.variables.put(name, value);
            }
        });
    }

    /** The configuration file that is named in the environment. */
    public Optional<Path> file() {
        return Optional.ofNullable(variables.get(FILE_VARIABLE)).map(Path::of);
    }

    /**
     * The settings in the environment, by the keys of the options.
     *
     * @param options all options that can be set
     * @throws ConfigurationException for a variable that belongs to no option
     */
    public Map<String, Setting> settings(List<OptionName> options) {
        Map<String, Setting> settings = new HashMap<>();
        Map<String, String> unused = new HashMap<>(variables);
        unused.remove(FILE_VARIABLE);
        for (OptionName option : options) {
            String value = unused.isEmpty() ? null : unused.remove(option.variable());
            if (value != null) {
                settings.put(option.key(), new Setting(values(option, value), "environment " + option.variable()));
            }
        }
        if (!unused.isEmpty()) {
            throw unsupported(unused.keySet().iterator().next());
        }
        return settings;
    }

    private static List<String> values(OptionName option, String value) {
        return option.isRepeatable()
                ? value.lines().filter(line -> !line.isBlank()).toList()
                : List.of(value);
    }

    private static ConfigurationException unsupported(String variable) {
        return new ConfigurationException(
                "environment " + variable + ": unknown option; unset the variable, or correct its name");
    }
}
