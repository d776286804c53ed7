/**
 * Why a request is answered as it is: a request is taken through engine and handlers as the server would take it, without a
 * socket, and everything that was decided on the way is told.
 *
 * <p>{@link dev.roundhouse.http.app.explain.DryRun} does it; {@link dev.roundhouse.http.app.explain.DryRunText} and
 * {@link dev.roundhouse.http.app.explain.DryRunJson} write down what came of it.
 */
package dev.roundhouse.http.app.explain;
