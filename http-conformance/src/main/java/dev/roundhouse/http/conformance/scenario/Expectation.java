package dev.roundhouse.http.conformance.scenario;

/** A condition that a response must fulfil.
 *
 * @param assertion the condition
 * @param isImplementationSpecific whether it applies only to this server
 */
public record Expectation(Assertion assertion, boolean isImplementationSpecific) {}
