/**
 * The program: command line, wiring, logs. The only place that knows all other modules.
 *
 * <p>{@link dev.roundhouse.http.app.Main} has the options read into {@link dev.roundhouse.http.app.settings.ServeOptions},
 * {@link dev.roundhouse.http.app.server.ServerModule} wires a {@link dev.roundhouse.http.app.server.Server} from it, and
 * {@link dev.roundhouse.http.app.server.ShutdownSignals} tell it to end.
 */
package dev.roundhouse.http.app;
