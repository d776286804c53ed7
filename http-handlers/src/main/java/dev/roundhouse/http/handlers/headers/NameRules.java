package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.handlers.syntax.Glob;
import dev.roundhouse.http.handlers.syntax.OptionErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Values configured for files by name, ignoring case; if several rules match a name, the last one wins. A rule without wildcards
 * matches that name, and all names that end with a dot and that name: {@code gz}, {@code tar.gz},
 * {@code apple-app-site-association}. A rule with wildcards is a {@link Glob}.
 *
 * @param rules in the order of their configuration
 */
record NameRules<V>(List<Rule<V>> rules) {
    private static final String WILDCARDS = "*?{\\";

    /** The value for names that match one of the globs. */
    record Rule<V>(List<Glob> names, V value) {
        private boolean matches(String name) {
            return names.stream().anyMatch(glob -> glob.matches(name));
        }
    }

    static <V> NameRules<V> none() {
        return new NameRules<>(List.of());
    }

    /** @throws IllegalArgumentException for text that cannot be the name of a file */
    NameRules<V> with(String names, V value) {
        if (names.replace(".", "").isEmpty() || names.indexOf('/') >= 0) {
            throw OptionErrors.invalid(
                    "Invalid file name rule: expected an extension, name or glob without slash, e.g. ts, robots.txt or"
                            + " *.min.js",
                    names);
        }
        List<Rule<V>> more = new ArrayList<>(rules);
        more.add(new Rule<>(globs(names.toLowerCase(Locale.ROOT)), value));
        return new NameRules<>(List.copyOf(more));
    }

    private static List<Glob> globs(String names) {
        if (names.chars().anyMatch(character -> WILDCARDS.indexOf(character) >= 0)) {
            return List.of(Glob.of(names));
        }
        return List.of(Glob.of(names), Glob.of("*" + (names.startsWith(".") ? "" : ".") + names));
    }

    Optional<V> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).matches(lower)) {
                return Optional.of(rules.get(i).value());
            }
        }
        return Optional.empty();
    }
}
