package dev.roundhouse.http.conformance;

/** Stands in until the first real type comes: a module cannot export a package without types. */
final class Placeholder {
    private Placeholder() {}
}
