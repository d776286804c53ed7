package dev.roundhouse.http.app.architecture.violations.semantics;

/** Violates: variants of sealed types are final; no standard streams; no generic exceptions. */
public sealed interface NonFinalVariants permits NonFinalVariants.NonFinalVariant {
    /** Neither final nor sealed. */
    non-sealed class NonFinalVariant implements NonFinalVariants {
        void print() {
            System.out.println("to a standard stream");
        }

        void fail() {
            throw new RuntimeException("a generic exception");
        }
    }
}
