package dev.roundhouse.http.conformance.scenario;

/**
 * Something that must hold of an answer.
 *
 * @param assertion what
 * @param isImplementationSpecific whether only we promise it
 */
public record Expectation(Assertion assertion, boolean isImplementationSpecific) {}
