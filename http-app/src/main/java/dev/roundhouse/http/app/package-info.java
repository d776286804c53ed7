/**
 * The program: command line, wiring, logs. The only place that knows all other modules.
 *
 * <p>{@link dev.roundhouse.http.app.Main} has the options read into {@link dev.roundhouse.http.app.ServeOptions},
 * {@link dev.roundhouse.http.app.ServerModule} wires a {@link dev.roundhouse.http.app.Server} from it, and
 * {@link dev.roundhouse.http.app.ShutdownSignals} tell it to end.
 */
package dev.roundhouse.http.app;
