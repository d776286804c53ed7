/** Representations of files, and the cache that holds them. */
package dev.roundhouse.http.handlers.content;
