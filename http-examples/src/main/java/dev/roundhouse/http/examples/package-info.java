/**
 * Small programs that reuse parts of this server. Each does one thing, fits on a page, and is run by the build.
 *
 * <ul>
 *   <li>{@link dev.roundhouse.http.examples.BytesInBytesOut}: the protocol alone, without a socket
 *   <li>{@link dev.roundhouse.http.examples.TenLineServer}: a lambda behind selector loops
 *   <li>{@link dev.roundhouse.http.examples.PlainSocketServer}: the protocol under a socket loop of one's own
 *   <li>{@link dev.roundhouse.http.examples.SocketClient}: the client's end under a plain socket
 * </ul>
 */
package dev.roundhouse.http.examples;
