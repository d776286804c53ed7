/**
 * The program: one jar that serves a directory.
 *
 * <p>{@link dev.roundhouse.http.app.Main} runs the command line. The option definitions produce a
 * {@link dev.roundhouse.http.app.config.ServerConfig}, and {@link dev.roundhouse.http.app.server.ServerModule} creates the server
 * from it.
 */
package dev.roundhouse.http.app;
