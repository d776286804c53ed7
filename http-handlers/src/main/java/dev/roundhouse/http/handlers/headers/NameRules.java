package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.handlers.syntax.Glob;
import dev.roundhouse.http.handlers.syntax.OptionErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was configured for files by their names, in upper or lower case alike; of rules for the same file the last one wins. A rule
 * without wildcards is for the file of that name, and for all whose name ends with a dot and that: {@code gz}, {@code tar.gz},
 * {@code apple-app-site-association}. One with wildcards is a {@link Glob}.
 *
 * @param rules in the order they were given
 */
record NameRules<V>(List<Rule<V>> rules) {
    private static final String WILDCARDS = "*?{\\";

    /** What is said of names that match one of these. */
    record Rule<V>(List<Glob> names, V value) {
        private boolean matches(String name) {
            return names.stream().anyMatch(glob -> glob.matches(name));
        }
    }

    static <V> NameRules<V> none() {
        return new NameRules<>(List.of());
    }

    /** @throws IllegalArgumentException for what no file can be called */
    NameRules<V> with(String names, V value) {
        if (names.replace(".", "").isEmpty() || names.indexOf('/') >= 0) {
            throw OptionErrors.invalid(
                    "Files are named by extension, name or glob without a slash, such as ts, robots.txt or *.min.js; this is"
                            + " none",
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
        for (int at = rules.size() - 1; at >= 0; at--) {
            if (rules.get(at).matches(lower)) {
                return Optional.of(rules.get(at).value());
            }
        }
        return Optional.empty();
    }
}
