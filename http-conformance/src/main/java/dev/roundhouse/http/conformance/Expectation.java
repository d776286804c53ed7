package dev.roundhouse.http.conformance;

/**
 * Something that must hold of an answer.
 *
 * @param check what
 * @param ours whether only we promise it
 */
public record Expectation(Assertion check, boolean ours) {}
