package dev.roundhouse.http.app.architecture.violations.h1.codec;

/** Violates: the protocol has no mutable static field. */
final class HasMutableStatic {
    static int counter;

    private HasMutableStatic() {}
}
