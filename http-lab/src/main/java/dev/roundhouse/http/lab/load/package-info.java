/**
 * The load generator, a program of its own ({@code LoadGeneratorMain}): a JVM that shares neither heap nor collector with whoever
 * measures, and none with a server.
 *
 * <p>It reads {@link dev.roundhouse.http.lab.load.LoadSpec}s from its standard input, one JSON document on each line, and
 * writes {@link dev.roundhouse.http.lab.load.LoadEvent}s to its standard output, one on each line, too: {@code WARM} when the
 * warm-up is over, {@code BEGIN} and {@code END} at the ends of the time that counts, then {@code DONE} with the report.
 * Whoever measures the server's side looks at its counters when {@code BEGIN} and {@code END} come.
 */
package dev.roundhouse.http.lab.load;
