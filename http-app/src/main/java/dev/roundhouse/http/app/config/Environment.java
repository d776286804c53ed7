package dev.roundhouse.http.app.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The environment's variables that begin with {@code ROUNDHOUSE_}. An empty one counts as not set, which is how some
 * launchers write that. One that may be repeated takes one value a line: a comma may be part of a value, a line end never
 * is.
 */
final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(OptionNames.PREFIX))
                .filter(variable -> !variable.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The configuration file that it names. */
    Optional<Path> file() {
        return Optional.ofNullable(variables.get(OptionNames.fileVariable())).map(Path::of);
    }

    /**
     * What it says, by the options' keys.
     *
     * @throws ConfigurationException for a variable that no option knows
     */
    Map<String, Setting> settings(List<OptionSpec> options) {
        Map<String, OptionSpec> cached =
                options.stream().collect(Collectors.toMap(OptionNames::variable, Function.identity()));
        Map<String, Setting> settings = new HashMap<>();
        variables.forEach((name, value) -> {
            if (!name.equals(OptionNames.fileVariable())) {
                OptionSpec option = Optional.ofNullable(cached.get(name)).orElseThrow(() -> unknown(name));
                settings.put(OptionNames.key(option), new Setting(values(option, value), "environment " + name));
            }
        });
        return settings;
    }

    private static List<String> values(OptionSpec option, String value) {
        return option.isMultiValue()
                ? value.lines().filter(line -> !line.isBlank()).toList()
                : List.of(value);
    }

    private static ConfigurationException unknown(String name) {
        return new ConfigurationException(
                "environment " + name + ": there is no such option; unset the variable, or correct its name");
    }
}
