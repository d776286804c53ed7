/** Scenarios as values, and the parser of their text files. */
package dev.roundhouse.http.conformance.scenario;
