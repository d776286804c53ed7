package dev.roundhouse.http.handlers.syntax;

import java.util.ArrayList;
import java.util.List;

/** Writes out the alternatives of a glob: {@code a{b,c}} is {@code ab} and {@code ac}. Braces may stand within braces. */
final class BraceExpansion {
    /** A glob of more alternatives is a mistake, or an attempt to fill the memory: each pair of braces multiplies them. */
    static final int MAX_ALTERNATIVES = 64;

    private final String glob;

    private BraceExpansion(String full) {
        this.glob = full;
    }

    /** @throws IllegalArgumentException for braces without a partner, or more than {@value #MAX_ALTERNATIVES} alternatives */
    static List<String> expand(String glob) {
        return new BraceExpansion(glob).alternatives(glob);
    }

    private List<String> alternatives(String text) {
        int open = indexOf(text, 0, "{}");
        if (open < 0) {
            return List.of(text);
        }
        List<Integer> cuts = separators(text, open);
        int close = cuts.get(cuts.size() - 1);
        List<String> tails = alternatives(text.substring(close + 1));
        List<String> all = new ArrayList<>();
        int from = open + 1;
        for (int cut : cuts) {
            for (String choice : alternatives(text.substring(from, cut))) {
                tails.forEach(tail -> all.add(text.substring(0, open) + choice + tail));
            }
            from = cut + 1;
        }
        if (all.size() > MAX_ALTERNATIVES) {
            throw OptionErrors.invalid(
                    "A glob has at most " + MAX_ALTERNATIVES + " alternatives; this one has more", glob);
        }
        return all;
    }

    /** The commas that belong to the brace at this place, and the brace that closes it. */
    private List<Integer> separators(String text, int open) {
        List<Integer> cuts = new ArrayList<>();
        int depth = text.charAt(open) == '{' ? 1 : 0;
        int at = open;
        while (depth > 0) {
            at = indexOf(text, at + 1, "{},");
            if (at < 0) {
                break;
            }
            char found = text.charAt(at);
            depth += found == '{' ? 1 : found == '}' ? -1 : 0;
            if (depth == 0 || (depth == 1 && found == ',')) {
                cuts.add(at);
            }
        }
        if (cuts.isEmpty() || depth != 0) {
            throw OptionErrors.invalid("Unbalanced brace in glob (escape it with a backslash)", glob);
        }
        return cuts;
    }

    /** Where one of these characters stands without a backslash before it, or -1. */
    private static int indexOf(String text, int from, String requested) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (requested.indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        return -1;
    }
}
