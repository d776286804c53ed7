/**
 * The addresses at which a server accepts connections, and what it serves at each: one, or one with TLS and one without.
 *
 * <p>{@link dev.roundhouse.http.app.endpoint.EndpointFactory} creates the endpoints of a server.
 */
package dev.roundhouse.http.app.endpoint;
