package dev.roundhouse.http.handlers.syntax;

import java.util.List;

/**
 * A pattern for paths, as on a command line. <ul>
 * <li>{@code *} stands for any characters of one name, also none, but for no slash;
 * <li>{@code **} for any characters, slashes included; {@code **}{@code /} between slashes also for nothing, so that
 *     {@code /a/**}{@code /b} matches {@code /a/b};
 * <li>{@code ?} for one character that is no slash;
 * <li>{@code {a,b}} for one of the alternatives, which may hold patterns in turn;
 * <li>a backslash takes the meaning from what follows it. Everything else stands for itself, upper and lower case apart.
 * </ul>
 *
 * <p>A pattern without a slash is compared with the last name of a path, in whatever directory: {@code *.css}. One with a
 * slash is compared with the whole path, and its first slash may be left out: {@code assets/**} is {@code /assets/**}.
 * Paths are decoded and begin with a slash.
 *
 * <p>Matching steps through the path once and keeps the set of places it may be at in the pattern: its time is at most the
 * length of the path times that of the pattern, for any path.
 */
public final class Glob {
    private static final int MAX_LENGTH = 400;

    private final String text;
    private final List<GlobMatcher> alternatives;
    private final boolean matchesNameOnly;

    private Glob(String text, List<GlobMatcher> alternatives, boolean ofNames) {
        this.text = text;
        this.alternatives = alternatives;
        this.matchesNameOnly = ofNames;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException for one that is empty, too long, holds control characters, or braces without a partner
     */
    public static Glob of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw OptionErrors.invalid(
                    "A glob has 1 to " + MAX_LENGTH + " characters and no control characters; this is none", text);
        }
        boolean ofNames = text.indexOf('/') < 0;
        List<GlobMatcher> alternatives = BraceExpansion.expand(text).stream()
                .map(plain -> ofNames || plain.startsWith("/") || plain.startsWith("**") ? plain : "/" + plain)
                .map(GlobMatcher::of)
                .toList();
        return new Glob(text, alternatives, ofNames);
    }

    /** Whether the pattern is that of the whole path, or of its last name. */
    public boolean matches(String path) {
        String compared = matchesNameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
        int[] characters = compared.codePoints().toArray();
        return alternatives.stream().anyMatch(steps -> steps.matches(characters));
    }

    /** As it was written. */
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
