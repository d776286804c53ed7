package dev.roundhouse.http.app.architecture.wrong.semantics;

/** Breaks: variants of sealed types are final; and two more rules. */
public sealed interface NonFinalVariants permits NonFinalVariants.NonFinalVariant {
    /** Neither final nor sealed. */
    non-sealed class NonFinalVariant implements NonFinalVariants {
        void print() {
            System.out.println("to a standard stream");
        }

        void fail() {
            throw new RuntimeException("a generic one");
        }
    }
}
