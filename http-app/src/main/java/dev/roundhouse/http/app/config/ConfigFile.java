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

/**
 * A configuration file: JSON if its name ends with {@code .json}, properties if it ends with {@code .properties}, else HOCON.
 * The only class that uses the library for these formats. It is loaded only if there is a file.
 */
public final class ConfigFile {
    private final String name;
    private final Config content;

    private ConfigFile(String name, Config content) {
        this.name = name;
        this.content = content;
    }

    /**
     * Reads a file from the disk.
     *
     * @throws ConfigurationException if it cannot be read or parsed
     */
    public static ConfigFile read(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConfigurationException(
                    "Cannot read configuration file " + file + "; give --config a file that can be read");
        }
        try {
            return new ConfigFile(
                    file.toString(),
                    ConfigFactory.parseFile(file.toFile(), options(file)).resolve());
        } catch (ConfigException wrong) {
            throw new ConfigurationException(wrong.getMessage(), wrong);
        }
    }

    /**
     * Parses the text of a file.
     *
     * @param file the name, for the format and for error messages; the disk is not read
     * @throws ConfigurationException if it cannot be parsed
     */
    public static ConfigFile parse(Path file, String text) {
        try {
            ConfigParseOptions options = options(file).setOriginDescription(file.toString());
            return new ConfigFile(
                    file.toString(), ConfigFactory.parseString(text, options).resolve());
        } catch (ConfigException wrong) {
            throw new ConfigurationException(wrong.getMessage(), wrong);
        }
    }

    private static ConfigParseOptions options(Path file) {
        return ConfigParseOptions.defaults().setSyntax(syntax(file.toString())).setAllowMissing(false);
    }

    private static ConfigSyntax syntax(String name) {
        if (name.endsWith(".json")) {
            return ConfigSyntax.JSON;
        }
        return name.endsWith(".properties") ? ConfigSyntax.PROPERTIES : ConfigSyntax.CONF;
    }

    /**
     * The settings in the file, by the keys of the options.
     *
     * @param options all options that can be set
     * @throws ConfigurationException for a key that belongs to no option, or for a value of the wrong type
     */
    public Map<String, Setting> settings(List<OptionName> options) {
        Map<String, OptionName> byKey =
                options.stream().collect(Collectors.toMap(OptionName::key, Function.identity()));
        Map<String, Setting> settings = new HashMap<>();
        content.root().forEach((key, value) -> {
            OptionName option = Optional.ofNullable(byKey.get(key)).orElseThrow(() -> unsupported(key, value));
            settings.put(key, setting(option, value));
        });
        return settings;
    }

    private Setting setting(OptionName option, ConfigValue value) {
        if (!(value instanceof ConfigList list)) {
            return new Setting(List.of(text(value)), origin(value.origin()));
        }
        if (!option.isRepeatable()) {
            throw new ConfigurationException(origin(value.origin()) + ": " + option.key()
                    + " takes a single value, not a list; write it without brackets");
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
        String file = Optional.ofNullable(origin.filename()).orElse(name);
        return origin.lineNumber() > 0 ? file + " line " + origin.lineNumber() : file;
    }

    private ConfigurationException unsupported(String key, ConfigValue value) {
        return new ConfigurationException(
                origin(value.origin()) + ": unknown option " + key + "; remove the key, or correct its name");
    }
}
