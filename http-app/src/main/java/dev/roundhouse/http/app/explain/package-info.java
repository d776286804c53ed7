/**
 * Explains the response to a request: processes it with the same parser and handlers as the server, without a socket, and
 * reports every decision.
 *
 * <p>{@link dev.roundhouse.http.app.explain.DryRun} processes it; {@link dev.roundhouse.http.app.explain.DryRunText} and
 * {@link dev.roundhouse.http.app.explain.DryRunJson} format the result.
 */
package dev.roundhouse.http.app.explain;
