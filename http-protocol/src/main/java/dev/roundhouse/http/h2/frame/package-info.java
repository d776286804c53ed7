/** The frames of HTTP/2 (RFC 9113 §4, §6), read from bytes in pieces of any size and written. */
package dev.roundhouse.http.h2.frame;
