/** The character classes that all of HTTP shares (RFC 9110 §5.6, RFC 3986), whatever the version and the header. */
package dev.roundhouse.http.grammar;
