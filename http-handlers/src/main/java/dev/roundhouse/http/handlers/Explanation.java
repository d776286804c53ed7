package dev.roundhouse.http.handlers;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a request is answered as it is: every decision on the way, in the order in which they were made, in words for people.
 *
 * @param steps the decisions
 */
public record Explanation(List<ExplanationStep> steps) {
    /** Nothing was decided about a path or a file. */
    public static final Explanation NONE = new Explanation(List.of());

    /** What is decided. */
    public enum Topic {
        /** Which file a path leads to. */
        MAPPING,
        /** In which form the file is sent. RFC 9110 §12 */
        VARIANT,
        /** How its version is known. RFC 9110 §8.8 */
        VALIDATOR,
        /** Whether the client has it already. RFC 9110 §13 */
        CONDITION,
        /** Which part of it is sent. RFC 9110 §14 */
        RANGE
    }

    /**
     * A decision.
     *
     * @param topic what it is about
     * @param subject what was looked at, such as a path or a field
     * @param result what came of it
     */
    public record ExplanationStep(Topic topic, String subject, String result) {}

    /** The one decision that a path leads to no file, but to an answer made up for it. */
    public static Explanation of(String subject, String finding) {
        return new Explanation(List.of(new ExplanationStep(Topic.MAPPING, subject, finding)));
    }

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /** Steps being written down. */
    static final class Recorder {
        private final List<ExplanationStep> steps = new ArrayList<>();

        void add(Topic topic, String subject, String finding) {
            steps.add(new ExplanationStep(topic, subject, finding));
        }

        boolean isEmpty() {
            return steps.isEmpty();
        }

        Explanation build() {
            return new Explanation(steps);
        }
    }
}
