/**
 * Content codings (RFC 9110 §8.4.1): which one a client prefers, which files are compressed on the fly, and the compressors.
 * Their libraries are optional.
 */
package dev.roundhouse.http.handlers.coding;
