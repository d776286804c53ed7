/**
 * The questions that every transport asks a protocol machine, whatever version of HTTP the machine speaks.
 *
 * <p>A machine is told what happened and asked what it wants. It has no socket, clock, thread or file; time is an argument,
 * in nanoseconds of any clock that never goes back.
 */
package dev.roundhouse.http.connection;
