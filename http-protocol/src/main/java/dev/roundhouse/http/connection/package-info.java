/**
 * The interface between a transport and a protocol, for any version of HTTP. {@link
 * dev.roundhouse.http.connection.Connection} is a state machine without socket, clock, thread or file; time is an argument,
 * in nanoseconds of a clock that never goes back.
 */
package dev.roundhouse.http.connection;
