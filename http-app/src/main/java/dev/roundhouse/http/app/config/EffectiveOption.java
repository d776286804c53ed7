package dev.roundhouse.http.app.config;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value of an option that is in effect.
 *
 * @param name the option
 * @param values as texts; several for a repeatable option, none if it is not set
 * @param origin the source of the value; empty if the option is not set
 */
public record EffectiveOption(OptionName name, List<String> values, String origin) {
    /** Copies the list. */
    public EffectiveOption {
        values = List.copyOf(values);
    }

    /** An option that is not set and has no default. */
    public static EffectiveOption unset(OptionName name) {
        return new EffectiveOption(name, List.of(), "");
    }

    /** A line of a configuration file that sets this value, with the source in a comment. */
    public String toLine() {
        if (values.isEmpty() && origin.isEmpty()) {
            return "# " + name.key() + " = (not set)";
        }
        String value = name.isRepeatable()
                ? values.stream().map(EffectiveOption::quoted).collect(Collectors.joining(", ", "[", "]"))
                : quoted(values.get(values.size() - 1));
        return name.key() + " = " + value + "  # " + origin;
    }

    /** A string of HOCON, with quotes unless it consists of letters and digits. */
    private static String quoted(String value) {
        if (value.matches("[A-Za-z0-9]+")) {
            return value;
        }
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
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
