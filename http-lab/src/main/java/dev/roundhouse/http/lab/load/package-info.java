/**
 * The load generator, a separate program ({@code LoadGeneratorMain}): its JVM shares no heap and no garbage collector
 * with the lab or a server.
 *
 * <p>It reads {@link dev.roundhouse.http.lab.load.protocol.LoadSpec}s from its standard input, one JSON document on each line,
 * and writes {@link dev.roundhouse.http.lab.load.protocol.LoadEvent}s to its standard output, also one on each line:
 * {@code WARMED_UP} after the warm-up, {@code MEASUREMENT_BEGIN} and {@code MEASUREMENT_END} around the measurement, then
 * {@code DONE} with the report. The lab reads the counters of the server's process at {@code MEASUREMENT_BEGIN} and
 * {@code MEASUREMENT_END}.
 */
package dev.roundhouse.http.lab.load;
