/** The running server: wiring, start-up, signals and shutdown. */
package dev.roundhouse.http.app.server;
