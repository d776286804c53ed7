package dev.roundhouse.http.handlers.syntax;

import java.util.stream.IntStream;

/**
 * An alternative of a {@link Glob} as a sequence of steps, run as a nondeterministic automaton: in state n, the first n steps
 * have matched.
 */
final class GlobMatcher {
    /** One character that is not a slash. */
    private static final int ANY_CHARACTER = -1;

    /** Any number of characters that are not a slash. */
    private static final int ANY_NAME = -2;

    /** Any number of characters. */
    private static final int ANY_PATH = -3;

    /** Any number of directories, each with its slash. These are two steps: this one is before the first character. */
    private static final int DIRECTORIES = -4;

    /** The second of these steps, within a directory's name: only its slash leads to the next step. */
    private static final int WITHIN_DIRECTORY = -5;

    private final int[] steps;

    private GlobMatcher(int[] steps) {
        this.steps = steps;
    }

    /** Reads a glob whose braces have been expanded. */
    static GlobMatcher of(String plain) {
        IntStream.Builder steps = IntStream.builder();
        int[] text = plain.codePoints().toArray();
        int at = 0;
        while (at < text.length) {
            at += parseStep(text, at, steps);
        }
        return new GlobMatcher(steps.build().toArray());
    }

    /** Adds the step at this position, and returns the number of characters read. */
    private static int parseStep(int[] text, int at, IntStream.Builder steps) {
        boolean isDoubleStar = at + 1 < text.length && text[at] == '*' && text[at + 1] == '*';
        if (isDoubleStar && (at == 0 || text[at - 1] == '/') && at + 2 < text.length && text[at + 2] == '/') {
            steps.add(DIRECTORIES).add(WITHIN_DIRECTORY);
            return 3;
        }
        if (isDoubleStar) {
            steps.add(ANY_PATH);
            return 2;
        }
        if (text[at] == '\\' && at + 1 < text.length) {
            steps.add(text[at + 1]);
            return 2;
        }
        steps.add(text[at] == '*' ? ANY_NAME : text[at] == '?' ? ANY_CHARACTER : text[at]);
        return 1;
    }

    /** Whether the complete text matches. */
    boolean matches(int[] text) {
        boolean[] current = new boolean[steps.length + 1];
        enterState(current, 0);
        for (int character : text) {
            boolean[] next = new boolean[current.length];
            for (int step = 0; step < steps.length; step++) {
                if (current[step]) {
                    advance(step, character, next);
                }
            }
            current = next;
        }
        return current[steps.length];
    }

    /** A step that may match nothing also leads to the state after it. */
    private void enterState(boolean[] states, int step) {
        states[step] = true;
        if (step < steps.length && (steps[step] == ANY_NAME || steps[step] == ANY_PATH)) {
            enterState(states, step + 1);
        } else if (step < steps.length && steps[step] == DIRECTORIES) {
            enterState(states, step + 2);
        }
    }

    private void advance(int step, int character, boolean[] next) {
        switch (steps[step]) {
            case ANY_CHARACTER -> enterStateIf(character != '/', next, step + 1);
            case ANY_NAME -> enterStateIf(character != '/', next, step);
            case ANY_PATH -> enterState(next, step);
            case DIRECTORIES -> advanceWithinDirectory(step + 1, character, next);
            case WITHIN_DIRECTORY -> advanceWithinDirectory(step, character, next);
            default -> enterStateIf(character == steps[step], next, step + 1);
        }
    }

    private void advanceWithinDirectory(int step, int character, boolean[] next) {
        next[step] = true;
        enterStateIf(character == '/', next, step + 1);
    }

    private void enterStateIf(boolean matches, boolean[] next, int step) {
        if (matches) {
            enterState(next, step);
        }
    }
}
