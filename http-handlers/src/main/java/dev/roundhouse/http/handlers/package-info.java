/** Handlers that answer requests, over any transport. */
package dev.roundhouse.http.handlers;
