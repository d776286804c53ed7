package dev.roundhouse.http.handlers.syntax;

import java.util.stream.IntStream;

/** One alternative of a {@link Glob} as a row of steps. Being at step n means that the steps before it have matched. */
final class GlobMatcher {
    /** One character that is no slash. */
    private static final int ANY_CHARACTER = -1;

    /** Any characters that are no slash, also none. */
    private static final int ANY_NAME = -2;

    /** Any characters, also none. */
    private static final int ANY_PATH = -3;

    /** Whole directories, each with its slash, or nothing. It takes two steps: this is the one before the first character. */
    private static final int DIRECTORIES = -4;

    /** The other one, within a directory's name: only its slash leads on. */
    private static final int WITHIN_DIRECTORY = -5;

    private final int[] steps;

    private GlobMatcher(int[] steps) {
        this.steps = steps;
    }

    /** Reads a glob whose braces have been written out. */
    static GlobMatcher of(String plain) {
        IntStream.Builder steps = IntStream.builder();
        int[] text = plain.codePoints().toArray();
        int at = 0;
        while (at < text.length) {
            at += parseStep(text, at, steps);
        }
        return new GlobMatcher(steps.build().toArray());
    }

    /** Adds the step at this position and returns its number of characters. */
    private static int parseStep(int[] text, int at, IntStream.Builder steps) {
        boolean starTwice = at + 1 < text.length && text[at] == '*' && text[at + 1] == '*';
        if (starTwice && (at == 0 || text[at - 1] == '/') && at + 2 < text.length && text[at + 2] == '/') {
            steps.add(DIRECTORIES).add(WITHIN_DIRECTORY);
            return 3;
        }
        if (starTwice) {
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

    /** Whether the whole text matches. */
    boolean matches(int[] text) {
        boolean[] now = new boolean[steps.length + 1];
        enterState(now, 0);
        for (int character : text) {
            boolean[] next = new boolean[now.length];
            for (int step = 0; step < steps.length; step++) {
                if (now[step]) {
                    advance(step, character, next);
                }
            }
            now = next;
        }
        return now[steps.length];
    }

    /** Being at a step that may match nothing is being behind it, too. */
    private void enterState(boolean[] places, int step) {
        places[step] = true;
        if (step < steps.length && (steps[step] == ANY_NAME || steps[step] == ANY_PATH)) {
            enterState(places, step + 1);
        } else if (step < steps.length && steps[step] == DIRECTORIES) {
            enterState(places, step + 2);
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
