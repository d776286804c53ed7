package dev.roundhouse.http.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A configuration file: JSON when its name ends in {@code .json}, properties for {@code .properties}, else HOCON. The one
 * class that knows the library for it, loaded only when there is a file.
 */
final class ConfigFile {
    private final Path file;

    ConfigFile(Path file) {
        this.file = file;
    }

    /**
     * What it says, by the options' keys.
     *
     * @throws ConfigurationException when it cannot be read, or for a key that no option knows, or a value that is none
     */
    Map<String, Setting> settings(List<OptionSpec> options) {
        Map<String, OptionSpec> cached =
                options.stream().collect(Collectors.toMap(OptionNames::key, Function.identity()));
        Map<String, Setting> settings = new HashMap<>();
        parse().root().forEach((key, value) -> {
            OptionSpec option = Optional.ofNullable(cached.get(key)).orElseThrow(() -> unknown(key, value));
            settings.put(key, setting(option, value));
        });
        return settings;
    }

    private Config parse() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConfigurationException(
                    "There is no configuration file " + file + " that can be read; give --config one that can");
        }
        try {
            ConfigParseOptions options =
                    ConfigParseOptions.defaults().setSyntax(syntax()).setAllowMissing(false);
            return ConfigFactory.parseFile(file.toFile(), options).resolve();
        } catch (ConfigException wrong) {
            throw new ConfigurationException(wrong.getMessage(), wrong);
        }
    }

    private ConfigSyntax syntax() {
        String name = file.toString();
        if (name.endsWith(".json")) {
            return ConfigSyntax.JSON;
        }
        return name.endsWith(".properties") ? ConfigSyntax.PROPERTIES : ConfigSyntax.CONF;
    }

    private Setting setting(OptionSpec option, ConfigValue value) {
        if (!(value instanceof ConfigList list)) {
            return new Setting(List.of(text(value)), origin(value.origin()));
        }
        if (!option.isMultiValue()) {
            throw new ConfigurationException(
                    origin(value.origin()) + ": " + OptionNames.key(option) + " takes a single value, not a list");
        }
        return new Setting(list.stream().map(this::text).toList(), origin(value.origin()));
    }

    private String text(ConfigValue value) {
        if (value.valueType() == ConfigValueType.OBJECT
                || value.valueType() == ConfigValueType.LIST
                || value.valueType() == ConfigValueType.NULL) {
            throw new ConfigurationException(
                    origin(value.origin()) + ": expected a string, number or boolean, or a list of them");
        }
        return value.unwrapped().toString();
    }

    private String origin(ConfigOrigin origin) {
        String name = Optional.ofNullable(origin.filename()).orElse(file.toString());
        return origin.lineNumber() > 0 ? name + " line " + origin.lineNumber() : name;
    }

    private ConfigurationException unknown(String key, ConfigValue value) {
        return new ConfigurationException(origin(value.origin()) + ": there is no option " + key + "");
    }
}
