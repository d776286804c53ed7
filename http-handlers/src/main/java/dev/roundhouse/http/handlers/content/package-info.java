/**
 * Representations of files, and the cache that holds them: lookup results, file content, compressed variants, content hashes, and
 * files that are kept open. Internal.
 */
package dev.roundhouse.http.handlers.content;
