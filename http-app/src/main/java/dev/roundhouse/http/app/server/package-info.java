/**
 * The running server: opening what the configuration names, wiring, startup, signals and shutdown.
 *
 * <p>{@link dev.roundhouse.http.app.server.ServerModule} lists the parts of a server.
 * {@link dev.roundhouse.http.app.server.Server} runs it.
 */
package dev.roundhouse.http.app.server;
