/**
 * Access to the file system: document roots, safe path resolution, file content, and a limit for file descriptors. No other
 * package of this module reads files.
 */
package dev.roundhouse.http.handlers.files;
