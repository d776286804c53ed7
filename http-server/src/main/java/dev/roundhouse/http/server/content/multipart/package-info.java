/**
 * Forms with files: {@code multipart/form-data} (RFC 7578), received part by part.
 *
 * <p>{@link dev.roundhouse.http.server.content.multipart.MultipartForm} is the entry.
 */
package dev.roundhouse.http.server.content.multipart;
