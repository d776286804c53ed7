/**
 * The semantics of HTTP (RFC 9110): dates, paths, entity tags, content negotiation, and the decisions about preconditions
 * and ranges. Pure functions.
 */
package dev.roundhouse.http.semantics;
