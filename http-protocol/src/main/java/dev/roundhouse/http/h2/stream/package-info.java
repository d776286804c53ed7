/** The parts of a stream of HTTP/2 that both roles share: states, windows, priorities, and what is left to send (RFC 9113 §5, RFC 9218). */
package dev.roundhouse.http.h2.stream;
