package dev.roundhouse.http.conformance;

/**
 * Something that must hold of an answer.
 *
 * @param check what
 * @param ours whether only we promise it
 */
public record Rule(Check check, boolean ours) {}
