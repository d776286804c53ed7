/**
 * Small programs that use parts of this server. Each does one thing, and is run by the build.
 *
 * <ul>
 *   <li>{@link dev.roundhouse.http.examples.BytesInBytesOut}: the protocol without a socket
 *   <li>{@link dev.roundhouse.http.examples.TenLineServer}: a lambda served by selector loops
 *   <li>{@link dev.roundhouse.http.examples.PlainSocketServer}: the protocol with a socket loop of its own
 *   <li>{@link dev.roundhouse.http.examples.SocketClient}: the client side with a plain socket
 *   <li>{@link dev.roundhouse.http.examples.EventClock}: server-sent events
 *   <li>{@link dev.roundhouse.http.examples.LongPolling}: replies that another request completes
 *   <li>{@link dev.roundhouse.http.examples.proxy.ReverseProxy}: forwards requests to another server
 *   <li>{@link dev.roundhouse.http.examples.EmbeddedServer}: routes, an upload and a directory with http-server
 *   <li>{@link dev.roundhouse.http.examples.NotesApi}: a JSON API with http-server
 *   <li>{@link dev.roundhouse.http.examples.DocumentationSite}: static files below a prefix
 * </ul>
 */
package dev.roundhouse.http.examples;
