/**
 * A few selector loops, one for each core by default, that carry any number of connections. A connection belongs to one
 * loop, and one thread, for its whole life, so nothing on its way is shared or locked.
 */
package dev.roundhouse.http.transport.nio;
