/**
 * HTTP messages, independent of the version: requests, responses, their headers and bodies (RFC 9110).
 *
 * <p>All types are values. A {@link dev.roundhouse.http.message.Handler} is a function from a
 * {@link dev.roundhouse.http.message.Request} to a {@link dev.roundhouse.http.message.Reply}; it has no access to a socket,
 * and the request stays valid after it returned. How a message is written as bytes is decided by the package of each version.
 */
package dev.roundhouse.http.message;
