/** Log lines about events that can occur with every request, limited to a few per minute. */
package dev.roundhouse.http.handlers.logging;
