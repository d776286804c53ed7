/**
 * A thread for each connection, a platform thread or, where Java has them, a virtual one. The thread waits inside its
 * socket; a {@link dev.roundhouse.http.transport.blocking.Watchdog} wakes the one whose time is over.
 */
package dev.roundhouse.http.transport.blocking;
