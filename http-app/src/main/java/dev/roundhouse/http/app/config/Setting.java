package dev.roundhouse.http.app.config;

import java.util.List;

/**
 * The value of an option in a source.
 *
 * @param values the texts of the source; several for an option that is repeatable
 * @param origin the place of the value, for error messages: a variable, or a file and a line
 */
public record Setting(List<String> values, String origin) {
    /** Copies the list. */
    public Setting {
        values = List.copyOf(values);
    }
}
