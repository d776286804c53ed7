package dev.roundhouse.http.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Wraps a text at spaces only. A word between spaces and a quoted text, such as {@code 'NAME: VALUE'}, are tokens, and a token
 * is never divided: an option, a path, a URL or an example can be copied from the help.
 */
final class LineWrapping {
    /** A quotation mark inside a word, as in "client's", does not start a quoted text. */
    private static final Pattern TOKEN =
            Pattern.compile("(?:(?<![^ (])'[^']*'(?![^ ).,;:])|(?<![^ (])\"[^\"]*\"(?![^ ).,;:])|[^ ])+");

    private LineWrapping() {}

    /** A range of a text. */
    record Line(int start, int end) {}

    /** The lines of a text, each with a line break at its end. */
    static String wrapToText(String text, int width) {
        return wrap(text, width).stream()
                .map(line -> text.substring(line.start(), line.end()) + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** The length of the longest token. */
    static int longestToken(String text) {
        return TOKEN.matcher(text)
                .results()
                .mapToInt(token -> token.end() - token.start())
                .max()
                .orElse(0);
    }

    /**
     * The lines of a text. A token that is longer than a line has a line of its own.
     *
     * @param width the maximum number of characters of a line
     */
    static List<Line> wrap(String text, int width) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (MatchResult token : TOKEN.matcher(text).results().toList()) {
            if (end > start && token.end() - start > width) {
                lines.add(new Line(start, end));
                start = token.start();
            }
            end = token.end();
        }
        lines.add(new Line(start, end));
        return lines;
    }
}
