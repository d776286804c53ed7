/**
 * Why a request is answered as it is: a request is taken through engine and handlers as the server would take it, without a
 * socket, and everything that was decided on the way is told.
 *
 * <p>{@link dev.roundhouse.http.app.explain.Rehearsal} does it; {@link dev.roundhouse.http.app.explain.RehearsalText} and
 * {@link dev.roundhouse.http.app.explain.RehearsalJson} write down what came of it.
 */
package dev.roundhouse.http.app.explain;
