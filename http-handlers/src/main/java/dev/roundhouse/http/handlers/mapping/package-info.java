/** Maps the path of a request to a root and a file, a listing, or a redirect. Internal. */
package dev.roundhouse.http.handlers.mapping;
