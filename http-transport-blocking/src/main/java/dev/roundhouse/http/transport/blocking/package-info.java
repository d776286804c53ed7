/** A transport with blocking sockets and a thread for each connection. */
package dev.roundhouse.http.transport.blocking;
