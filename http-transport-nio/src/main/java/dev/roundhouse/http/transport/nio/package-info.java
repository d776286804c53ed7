/** A transport with selectors and non-blocking channels. */
package dev.roundhouse.http.transport.nio;
