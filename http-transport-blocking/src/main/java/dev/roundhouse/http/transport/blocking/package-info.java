/**
 * Two transports with a thread per connection: platform threads, or virtual threads on Java 21 and later. The thread blocks
 * in the calls of its socket; a {@link dev.roundhouse.http.transport.blocking.Watchdog} ends a call that exceeds its timeout.
 */
package dev.roundhouse.http.transport.blocking;
