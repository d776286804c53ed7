/** Maps a request target to a file, a redirect, a listing or nothing. */
package dev.roundhouse.http.handlers.mapping;
