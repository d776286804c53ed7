/** The file system: document roots, safe path resolution, open files. No other package of this module accesses files. */
package dev.roundhouse.http.handlers.files;
