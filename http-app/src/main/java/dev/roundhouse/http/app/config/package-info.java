/**
 * The configuration of the server as immutable values.
 *
 * <p>Parsing the options makes these values and does nothing else: no address is resolved, no file is looked up or opened, no
 * thread is started. That happens when the server is started.
 */
package dev.roundhouse.http.app.config;
