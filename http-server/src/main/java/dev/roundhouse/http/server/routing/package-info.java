/**
 * From a method and a path to a handler: {@link dev.roundhouse.http.server.routing.Routes}.
 *
 * <p>A path is decoded once, and split as the file handler does it ({@link dev.roundhouse.http.semantics.UriPath}). It is matched in
 * a tree of segments, whose inner nodes are the literal segments and the parameters of the templates.
 */
package dev.roundhouse.http.server.routing;
