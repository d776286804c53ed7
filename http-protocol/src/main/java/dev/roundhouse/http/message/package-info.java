/**
 * What is said in HTTP, whatever the version on the wire: requests, responses, their fields and bodies (RFC 9110).
 *
 * <p>Everything here is a value. A {@link dev.roundhouse.http.message.Handler} is a function from a
 * {@link dev.roundhouse.http.message.Request} to a {@link dev.roundhouse.http.message.Reply}; it never sees a socket, and
 * a value it was given stays valid for ever.
 */
package dev.roundhouse.http.message;
