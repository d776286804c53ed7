package dev.roundhouse.http.handlers;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a request gets its response: every decision in order, as text.
 *
 * @param steps the decisions
 */
public record Explanation(List<ExplanationStep> steps) {
    /** Nothing was decided about a path or a file. */
    static final Explanation NONE = new Explanation(List.of());

    /** What a decision is about. */
    public enum Topic {
        /** How the request is received. */
        CONNECTION,
        /** The file that a path leads to. */
        MAPPING,
        /** The selected representation. RFC 9110 §12 */
        VARIANT,
        /** Its validators. RFC 9110 §8.8 */
        VALIDATOR,
        /** The conditions of the request. RFC 9110 §13 */
        CONDITION,
        /** The range that is sent. RFC 9110 §14 */
        RANGE
    }

    /**
     * A decision.
     *
     * @param topic what it is about
     * @param subject a path, or a header of the request
     * @param result the result, with its reason
     */
    public record ExplanationStep(Topic topic, String subject, String result) {}

    /** A single step, for a path that leads to no file but to a generated response. */
    public static Explanation of(String subject, String result) {
        return new Explanation(List.of(new ExplanationStep(Topic.MAPPING, subject, result)));
    }

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /** Collects the steps. */
    static final class Recorder {
        private final List<ExplanationStep> steps = new ArrayList<>();

        void add(Topic topic, String subject, String result) {
            steps.add(new ExplanationStep(topic, subject, result));
        }

        boolean isEmpty() {
            return steps.isEmpty();
        }

        Explanation build() {
            return new Explanation(steps);
        }
    }
}
