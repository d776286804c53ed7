package dev.roundhouse.http.handlers.syntax;

import java.util.ArrayList;
import java.util.List;

/** Expands the braces of a glob: {@code a{b,c}} becomes {@code ab} and {@code ac}. Braces may be nested. */
final class BraceExpansion {
    /** More alternatives are a mistake, or an attempt to exhaust the memory: each pair of braces multiplies them. */
    static final int MAX_ALTERNATIVES = 64;

    private final String glob;

    private BraceExpansion(String glob) {
        this.glob = glob;
    }

    /** @throws IllegalArgumentException for unbalanced braces, or more than {@value #MAX_ALTERNATIVES} alternatives */
    static List<String> expand(String glob) {
        return new BraceExpansion(glob).alternatives(glob);
    }

    private List<String> alternatives(String text) {
        int open = indexOf(text, 0, "{}");
        if (open < 0) {
            return List.of(text);
        }
        List<Integer> separators = separators(text, open);
        int close = separators.get(separators.size() - 1);
        List<String> tails = alternatives(text.substring(close + 1));
        List<String> all = new ArrayList<>();
        int from = open + 1;
        for (int separator : separators) {
            for (String choice : alternatives(text.substring(from, separator))) {
                tails.forEach(tail -> all.add(text.substring(0, open) + choice + tail));
            }
            from = separator + 1;
        }
        if (all.size() > MAX_ALTERNATIVES) {
            throw OptionErrors.invalid("Invalid glob: more than " + MAX_ALTERNATIVES + " alternatives", glob);
        }
        return all;
    }

    /** The positions of the commas of the brace at this position, and of its closing brace. */
    private List<Integer> separators(String text, int open) {
        List<Integer> separators = new ArrayList<>();
        int depth = text.charAt(open) == '{' ? 1 : 0;
        int i = open;
        while (depth > 0) {
            i = indexOf(text, i + 1, "{},");
            if (i < 0) {
                break;
            }
            char found = text.charAt(i);
            depth += found == '{' ? 1 : found == '}' ? -1 : 0;
            if (depth == 0 || (depth == 1 && found == ',')) {
                separators.add(i);
            }
        }
        if (separators.isEmpty() || depth != 0) {
            throw OptionErrors.invalid("Unbalanced brace in glob (escape it with a backslash)", glob);
        }
        return separators;
    }

    /** The position of one of these characters that is not escaped by a backslash, or -1. */
    private static int indexOf(String text, int from, String characters) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
