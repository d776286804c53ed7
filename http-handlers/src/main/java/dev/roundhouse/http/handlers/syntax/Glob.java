package dev.roundhouse.http.handlers.syntax;

import java.util.List;

/**
 * A pattern for paths, as on a command line. <ul>
 * <li>{@code *} matches any number of characters, including none, except a slash;
 * <li>{@code **} matches any characters, including slashes; {@code **}{@code /} after a slash also matches nothing, so that
 *     {@code /a/**}{@code /b} matches {@code /a/b};
 * <li>{@code ?} matches one character that is not a slash;
 * <li>{@code {a,b}} matches one of the alternatives, which may be patterns too;
 * <li>a backslash escapes the next character. All other characters match themselves; case is significant.
 * </ul>
 *
 * <p>A pattern without a slash is compared with the last name of a path, in any directory: {@code *.css}. One with a
 * slash is compared with the full path, and its first slash may be omitted: {@code assets/**} is {@code /assets/**}.
 * Paths are decoded and begin with a slash.
 *
 * <p>Matching reads the path once and keeps the set of possible positions in the pattern, so its time is at most proportional to
 * the length of the path times that of the pattern, for any path.
 */
public final class Glob {
    private static final int MAX_LENGTH = 400;

    private final String text;
    private final List<GlobMatcher> alternatives;
    private final boolean matchesNameOnly;

    private Glob(String text, List<GlobMatcher> alternatives, boolean matchesNameOnly) {
        this.text = text;
        this.alternatives = alternatives;
        this.matchesNameOnly = matchesNameOnly;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException for a pattern that is empty or too long, or has control characters or unbalanced braces
     */
    public static Glob of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw OptionErrors.invalid(
                    "Invalid glob: expected 1 to " + MAX_LENGTH + " characters and no control characters", text);
        }
        boolean matchesNameOnly = text.indexOf('/') < 0;
        List<GlobMatcher> alternatives = BraceExpansion.expand(text).stream()
                .map(plain -> matchesNameOnly || plain.startsWith("/") || plain.startsWith("**") ? plain : "/" + plain)
                .map(GlobMatcher::of)
                .toList();
        return new Glob(text, alternatives, matchesNameOnly);
    }

    /** Whether the pattern matches the path, or its last name if the pattern has no slash. */
    public boolean matches(String path) {
        String compared = matchesNameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
        int[] characters = compared.codePoints().toArray();
        return alternatives.stream().anyMatch(alternative -> alternative.matches(characters));
    }

    /** The text of the pattern. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
