package dev.roundhouse.http.server.content;

/**
 * One parameter of a query or a form.
 *
 * @param name decoded; may be empty
 * @param value decoded; empty when there was no equals sign
 */
public record Parameter(String name, String value) {}
