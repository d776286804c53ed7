/**
 * A transport with a few event loops, one per processor by default, that serve any number of connections. A connection is
 * served by one loop, and so by one thread, until it is closed; its state needs no locks.
 */
package dev.roundhouse.http.transport.nio;
